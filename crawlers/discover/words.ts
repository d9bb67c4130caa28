import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const list = z.array(z.string().min(1));
const Words = z.strictObject({
  annual: list,
  annualInDisclosure: list,
  disclosure: list,
  organClasses: list,
  organEndings: list,
  pathTokens: list,
  notColumns: list,
  reportSubjects: list,
  reportKinds: list,
  notReports: list,
  publishing: list,
  chapters: list,
  softNotFound: list,
  traditional: z.record(z.string(), z.string()),
  traps: list,
  idleParameters: list,
  attachmentExtensions: list,
  downloads: list,
  articleContainers: list,
  siteFurniture: list,
  breadcrumbs: list,
  idleFrames: list,
});

/** How what leads to annual reports is worded: data/words/columns.yaml. */
export const words = Words.parse(
  parse(readFileSync(new URL("../../data/words/columns.yaml", import.meta.url), "utf8")),
);

/** Text made comparable: compatibility forms and spaces gone, the traditional characters of our words simplified. */
export function fold(text: string): string {
  const plain = text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  return plain.replace(/[\u4e00-\u9fff]/g, (character) => words.traditional[character] ?? character);
}

/** Whether folded text has one of the words in it. */
export function mentions(folded: string, list: readonly string[]): boolean {
  return list.some((word) => folded.includes(word));
}
