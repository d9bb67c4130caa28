import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Words = z.array(z.string().min(1));

/** How what leads to annual reports is worded: links, columns, paths, addresses, and where a page keeps its parts. */
const ColumnWords = z.strictObject({
  annual: Words,
  annualInDisclosure: Words,
  disclosure: Words,
  organClasses: Words,
  organEndings: Words,
  pathTokens: Words,
  notColumns: Words,
  chapters: Words,
  traditional: z.record(z.string(), z.string()),
  traps: Words,
  idleParameters: Words,
  attachmentExtensions: Words,
  downloads: Words,
  numberedPosts: Words,
  articleContainers: Words,
  siteFurniture: Words,
  breadcrumbs: Words,
  idleFrames: Words,
  listSizes: z.strictObject({ entries: Words, pages: Words, scripts: Words, before: Words, after: Words }),
  pagerLinks: Words,
  neighbours: Words,
  nextPages: Words,
  scriptedPagers: Words,
  otherNumbers: Words,
  turnedRows: Words,
});

export const columnWords = ColumnWords.parse(parse(readFileSync(`${import.meta.dirname}/columns.yaml`, "utf8")));
