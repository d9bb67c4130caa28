import type { Text } from "../../view.ts";

export const words = {
  title: { en: "about", zh: "about" },
} satisfies Record<string, Text>;
