import { columnWords } from "../../data/words/index.ts";

const TRADITIONAL = new RegExp(`[${Object.keys(columnWords.traditional).join("")}]`, "g");

/** Text made comparable: compatibility forms and spaces gone, the traditional characters of our words simplified. */
export function fold(text: string): string {
  const plain = text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
  return plain.replace(TRADITIONAL, (character) => columnWords.traditional[character] ?? character);
}

/** Whether folded text has one of the words in it. */
export function mentions(folded: string, list: readonly string[]): boolean {
  return list.some((word) => folded.includes(word));
}
