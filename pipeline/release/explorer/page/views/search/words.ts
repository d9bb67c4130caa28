import type { Text } from "../../view.ts";

export const words = {
  title: { en: "search", zh: "search" },
} satisfies Record<string, Text>;
