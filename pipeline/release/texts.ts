import { dictionary } from "../../data/records/index.ts";
import type { ExportedTable } from "../archive/index.ts";

/** The licence of a release, in short. */
export const LICENSE = `CC0 1.0 Universal — https://creativecommons.org/publicdomain/zero/1.0/

To the extent possible under law, the makers of this dataset waive all rights to it, worldwide.
The reports it was read from are official documents of Chinese state organs (Copyright Law of the PRC, article 5).
It comes as it is, without warranty; what counts is the original, to which every row leads back (url, sha256).

本数据集在法律允许的范围内放弃一切权利。所依据的年度报告为国家机关公文（《中华人民共和国著作权法》第五条）。
数据按现状提供，不作担保；以原件为准，各行均可追溯至原件（url、sha256）。
`;

/** README.md of a release: what it is, how to read it, and every column, from the data dictionary. */
export function readme(day: string, tables: ExportedTable[]): string {
  const rows = tables.map(({ table, rows, parquet, csv }) => {
    const { en, zh } = dictionary[table];
    return `| ${table} | ${rows} | ${en} ${zh} | [Parquet](${parquet}) · [CSV](${csv}) |`;
  });
  const columns = tables.map(({ table }) => {
    const fields = Object.entries(dictionary[table].columns).map(
      ([name, { type, unit, source, en, zh }]) => `| ${name} | ${type} | ${unit ?? ""} | ${source} | ${en} ${zh} |`,
    );
    return `### ${table}\n\n| column | type | unit | source | |\n| --- | --- | --- | --- | --- |\n${fields.join("\n")}\n`;
  });
  return `# 政府信息公开工作年度报告 · gongkai-${day}

China's government-information-disclosure annual reports, read cell by cell from the publishers' own documents and checked against
the identities of the statutory form. A number that could not be read is null and its cell's \`status\` says why; nothing is guessed.

中国各级行政机关政府信息公开工作年度报告：自发布机关原件逐格读取，并按法定表式的勾稽关系校验。未能读取的数值为空，由 \`status\` 说明原因；不作推测。

| table | rows | | files |
| --- | --- | --- | --- |
${rows.join("\n")}

Take \`is_current\` reports for the newest version of each; count a sum only over cells with a value. \`sha256sum -c SHA256SUMS\` proves the files.
每份报告的最新版本以 \`is_current\` 标明；求和仅限有值的单元格。\`sha256sum -c SHA256SUMS\` 可校验文件。

\`\`\`sql
SELECT reports.year, province, sum(value)
FROM 'cells.parquet' AS cells JOIN 'reports.parquet' AS reports USING (report_id)
WHERE is_current AND form_table = 'applications' AND item = 'received_new' AND form_column = 'total'
GROUP BY ALL ORDER BY ALL;
\`\`\`

## Columns · 字段

${columns.join("\n")}`;
}
