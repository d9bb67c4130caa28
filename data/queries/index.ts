import { readdirSync, readFileSync } from "node:fs";

/** A question that people ask of the archive, in English and 中文, and the SQL that answers it. */
export type WorkedQuery = { name: string; en: string; zh: string; sql: string };

/** The worked queries of this folder in their order. The first two lines of a file are its question in both languages. */
export const workedQueries = (): WorkedQuery[] =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((file) => {
      const [en = "", zh = "", ...sql] = readFileSync(`${import.meta.dirname}/${file}`, "utf8")
        .trimEnd()
        .split("\n");
      const question = (line: string): string => line.replace(/^-- /, "");
      return { name: file.slice(0, -".sql".length), en: question(en), zh: question(zh), sql: sql.join("\n") };
    });
