import { basename } from "node:path";

/** What a part of the rows that commits bring is called, and one of the soft checks between years, which are made and thrown away whole. */
export const PREFIXES = { rows: "part-", years: "years-" } as const;
export type PartKind = keyof typeof PREFIXES;

/** A part's name is that of its content: the same rows in the same order have the same name. */
export const partName = (kind: PartKind, sha256: string): string => `${PREFIXES[kind]}${sha256.slice(0, 16)}.parquet`;

/** Names that a commit gives; anything else in the folders is not ours to remove. */
export const OURS = /^(part|years)-[0-9a-f]{16}\.parquet$/;

export const isOfYears = ({ path }: { path: string }): boolean => basename(path).startsWith(PREFIXES.years);
