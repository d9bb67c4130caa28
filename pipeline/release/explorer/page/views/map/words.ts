import type { Text } from "../../view.ts";

export const words = {
  title: { en: "map", zh: "map" },
} satisfies Record<string, Text>;
