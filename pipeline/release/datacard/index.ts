import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Release } from "../opened.ts";
import { english } from "./english.ts";
import { facts } from "./facts.ts";
import { datacard } from "./layout.ts";
import { simplifiedChinese } from "./simplified-chinese.ts";

/** Writes DATACARD.md and DATACARD.zh-CN.md: what the release is, how it was made, what it lacks, and what must not be concluded from it. */
export async function writeDataCards(release: Release): Promise<void> {
  const { folder, day } = release;
  const found = await facts(release);
  await writeFile(join(folder, "DATACARD.md"), datacard(english, day, found));
  await writeFile(join(folder, "DATACARD.zh-CN.md"), datacard(simplifiedChinese, day, found));
}
