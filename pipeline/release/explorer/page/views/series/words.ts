import type { Text } from "../../view.ts";

export const words = {
  title: { en: "series", zh: "series" },
} satisfies Record<string, Text>;
