import type { Text } from "../../view.ts";

export const words = {
  title: { en: "sql", zh: "sql" },
} satisfies Record<string, Text>;
