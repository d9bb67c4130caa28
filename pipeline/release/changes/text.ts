import type { DuckDBConnection } from "@duckdb/node-api";
import { KINDS, type Kind } from "./changed.ts";
import { type Crossing, lossOf } from "./floors.ts";
import { CAUSE_WORDS, KIND_WORDS, MEASURE_WORDS } from "./words.ts";

/** The most lines that a list or a table of places gets; the rest is in CHANGES.csv. */
const LONGEST = 40;

/** CHANGES.md where there is nothing to compare with. */
export const firstText = (day: string): string => `# Changes · 变动：gongkai-${day}

This release was compared with none before it. 本版未与任何上一版比较。
`;

/** CHANGES.md of two releases whose changes have been found: how many of which kind and cause, where, and the first of each. */
export async function changesText(
  connection: DuckDBConnection,
  day: string,
  previousDay: string,
  lacking: ReadonlySet<string>,
  forced: readonly Crossing[],
): Promise<string> {
  const rows = async (sql: string): Promise<string[][]> =>
    (await connection.runAndReadAll(sql)).getRows().map((row) => row.map((value) => plain(String(value ?? ""))));
  const parsers = async (reports: string): Promise<string> =>
    (await rows(`SELECT parser_version, count(*) FROM ${reports} GROUP BY ALL ORDER BY count(*) DESC, parser_version`))
      .map(([version, reports]) => `${version === "" ? "unknown · 不详" : version} (${reports})`)
      .join(", ");
  const [[before, now, both, reread] = []] = await rows(
    `SELECT (SELECT count(*) FROM was), (SELECT count(*) FROM now), count(*), count(*) FILTER (was_id <> now_id AND again_id = now_id) FROM pairs`,
  );
  const counts = await rows(`SELECT kind, cause, count(*), count(DISTINCT report_key) FROM changes GROUP BY ALL
    ORDER BY kind, count(*) DESC, cause`);
  const causes = [...new Set(counts.flatMap(([, cause = ""]) => cause.split("+")))].sort();
  const places = async (column: string, order: string): Promise<string> =>
    table(
      [column, ...KINDS],
      await rows(`SELECT coalesce(${column}::VARCHAR, '?'), ${KINDS.map((kind) => `count(*) FILTER (kind = '${kind}')`).join(", ")}
        FROM changes GROUP BY ${column} ORDER BY ${order} LIMIT ${LONGEST}`),
    );
  const most = "count(*) DESC, 1";
  const lists: string[] = [];
  for (const kind of KINDS) {
    const [[changes = "0"] = []] = await rows(`SELECT count(*) FROM changes WHERE kind = '${kind}'`);
    if (changes === "0") continue;
    const first =
      await rows(`SELECT coalesce(organ, '?'), coalesce(year::VARCHAR, '?'), report_key, ${WHAT[kind]}, cause
      FROM changes WHERE kind = '${kind}' ORDER BY report_key, ordinal, form_table, item, form_column LIMIT ${LONGEST}`);
    const rest = Number(changes) - first.length;
    lists.push(
      `### ${kind} · ${changes}\n\n${KIND_WORDS[kind]}\n\n${first
        .map(([organ, year, key, what, cause]) => `- ${organ} ${year}: ${what} (${cause}; ${key})`)
        .join("\n")}${rest > 0 ? `\n- … ${rest} more in CHANGES.csv · 其余 ${rest} 项见 CHANGES.csv` : ""}\n`,
    );
  }
  return [
    `# Changes · 变动：gongkai-${previousDay} → gongkai-${day}`,
    ...(forced.length === 0 ? [] : [forcedText(forced)]),
    `${before} reports before, ${now} now, ${both} in both. Of these, ${reread} have another \`report_id\` only because they were read again.`,
    `上一版 ${before} 份报告，本版 ${now} 份，两版共有 ${both} 份；其中 ${reread} 份仅因重新读取而改变 \`report_id\`。`,
    `Parser version (reports) · 解析器版本（报告数）: ${await parsers("was")} → ${await parsers("now")}`,
    ...(lacking.size === 0 ? [] : [lackingText([...lacking])]),
    `Every change is a row of [CHANGES.csv](CHANGES.csv). 每项变动为 CHANGES.csv 中的一行。`,
    `## Kinds and causes · 类别与原因`,
    counts.length === 0
      ? "Nothing changed. 无变动。"
      : [
          table(["kind", "cause", "changes · 变动", "reports · 报告"], counts),
          causes.map((cause) => `- \`${cause}\`: ${CAUSE_WORDS[cause] ?? ""}`).join("\n"),
          `## By province · 按省级行政区`,
          await places("province", most),
          `## By year · 按年度`,
          await places("year", "year DESC NULLS LAST"),
          `## By site · 按站点`,
          `The ${LONGEST} with most changes. 变动最多的 ${LONGEST} 个站点。`,
          await places("site", most),
          `## The first of each kind · 各类变动举例`,
          ...lists,
        ].join("\n\n"),
  ].join("\n\n");
}

/** What became what, in a word. */
const WHAT: Record<Kind, string> = {
  report_added: "after_status",
  report_altered: "concat(before_report_id, ' → ', after_report_id)",
  report_gone: "after",
  report_returned: "before",
  report_withdrawn: "concat(before_status, coalesce(', now read as 现读作 ' || after, ''))",
  cell: `concat_ws(' / ', form_table, item, form_column)
    || ': ' || coalesce(before, before_status, 'no such cell 无此格') || ' → ' || coalesce(after, after_status, 'no such cell 无此格')
    || CASE WHEN before = after THEN concat(' (', before_status, ' → ', after_status, ')') ELSE '' END`,
  status: "concat(before_status, ' → ', after_status)",
  identity: "concat(item, ': ', coalesce(before, '?'), ' → ', coalesce(after, '?'))",
};

const forcedText = (crossed: readonly Crossing[]): string =>
  `> **Floors were crossed, and the losses accepted.** This release lost more against the one before than is allowed; whoever made it said so.
> **已越过下限，经制作者确认。**与上一版相比，本版损失超出限度。
>
${crossed.map((crossing) => `> - ${plain(lossOf(crossing))} · ${MEASURE_WORDS[crossing.floor.measure].zh}`).join("\n")}`;

const lackingText = (columns: readonly string[]): string =>
  `The release before was made by an older Gongkai and lacks ${columns.map((column) => `\`${column}\``).join(", ")}: what these say is not compared.
上一版由较早版本制作，缺少上述字段，相关内容未作比较。`;

const table = (heads: readonly string[], rows: readonly string[][]): string =>
  [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Text from outside, which may hold anything, in one line of Markdown. */
const plain = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\`*[\]<>|]/g, (character) => `\\${character}`);
