import type { Text } from "../../view.ts";

export const words = {
  title: { en: "report", zh: "report" },
} satisfies Record<string, Text>;
