/** Every verb of the contract, and the one that lies within another. */
export const VERBS: readonly string[][] = [
  ["nightly"],
  ["crawl"],
  ["ingest"],
  ["parse"],
  ["extract"],
  ["sql"],
  ["snapshot"],
  ["status"],
  ["verify"],
  ["sources", "check"],
  ["doctor"],
];
