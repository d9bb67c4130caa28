import type { Text } from "../../view.ts";

export const words = {
  title: { en: "coverage", zh: "coverage" },
} satisfies Record<string, Text>;
