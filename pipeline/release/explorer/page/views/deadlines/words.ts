import type { Text } from "../../view.ts";

export const words = {
  title: { en: "deadlines", zh: "deadlines" },
} satisfies Record<string, Text>;
