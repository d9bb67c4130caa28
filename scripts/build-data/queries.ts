import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workedQueries } from "../../data/queries/index.ts";
import { type Archive, openArchive, type QueryResult, textOf } from "../../pipeline/archive/index.ts";
import { nightly } from "../../pipeline/nightly.ts";
import { startNation } from "../../test/nation/index.ts";

// Writes data/queries/README.md, the page of worked queries, with what they answer over the example country.

const ROWS = 8;

/** The page, in English and 中文, with the answers of this archive. */
export async function queriesPage(archive: Archive): Promise<string> {
  const parts = [
    "# Worked queries · 查询示例",
    "Made by `scripts/build-data/queries.ts` from the files of this folder, which the tests run. The answers are those of the bundled example country (`npm start`), the first rows of each; addresses and times are shortened. · 由程序生成；结果取自内置的示例地区，仅列前几行。",
    "Ask one of your own archive: `npm run --silent gongkai -- sql - --archive archive < data/queries/01-coverage-by-level.sql`. What every column means: [columns.md](../records/columns.md).",
  ];
  for (const { name, en, zh, sql } of workedQueries())
    parts.push(`## ${name}\n\n${en}\n\n${zh}`, `\`\`\`sql\n${sql}\n\`\`\``, answer(await archive.query(sql)));
  return `${parts.join("\n\n")}\n`;
}

function answer({ columns, rows }: QueryResult): string {
  if (rows.length === 0) return "No row in the example country. · 示例地区无结果。";
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  const shown = rows
    .slice(0, ROWS)
    .map((row) => line(row.map((value, i) => (columns[i]?.name === "warc_offset" ? "…" : plain(textOf(value))))));
  const more = rows.length > ROWS ? [`\n… ${rows.length} rows · 共 ${rows.length} 行`] : [];
  return [line(columns.map(({ name }) => name)), line(columns.map(() => "---")), ...shown, ...more].join("\n");
}

/** What differs from run to run is left out: the loopback ports, the moment of the crawl, the place in a file that was just written. */
const plain = (text: string): string =>
  text
    .replace(/127\.0\.0\.\d+:\d+|localhost:\d+/g, "…")
    .replace(/gongkai-\d{8}T\d{9}Z-(\d+)-[0-9a-f]{8}/g, "gongkai-(time)-$1")
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?/g, "(time)")
    .replaceAll("|", "\\|")
    .replaceAll("\n", " ");

if (import.meta.main) {
  const archive = mkdtempSync(join(tmpdir(), "gongkai-queries-"));
  const nation = await startNation();
  try {
    const quiet = { contact: null, refresh: false, onCrawl: () => undefined, onIngest: () => undefined };
    await nightly({ ...quiet, sources: nation.sources, archive, signal: new AbortController().signal });
    const opened = await openArchive(archive);
    writeFileSync(join(import.meta.dirname, "../../data/queries/README.md"), await queriesPage(opened));
    opened.close();
  } finally {
    await nation.close();
    rmSync(archive, { recursive: true });
  }
}
