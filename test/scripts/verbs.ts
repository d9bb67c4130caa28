/** Every verb of the contract, and those that lie within another. */
export const VERBS: readonly string[][] = [
  ["nightly"],
  ["crawl"],
  ["ingest"],
  ["parse"],
  ["extract"],
  ["sql"],
  ["history"],
  ["snapshot"],
  ["status"],
  ["verify"],
  ["rebuild"],
  ["merge"],
  ["sources", "check"],
  ["sources", "probe"],
  ["sources", "grow"],
  ["doctor"],
];
