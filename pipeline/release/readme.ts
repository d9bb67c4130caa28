import { dictionary } from "../../data/records/index.ts";
import { csvOf, excelOf, type WrittenTable } from "./tables.ts";
import { SUMMARY, TITLE } from "./words.ts";

/** How many rows Excel opens, the header among them. */
const EXCEL_ROWS = 1_048_576;

/** README.md of a release, in both languages: which file is for what, how to open them, and every column, from the data dictionary. */
export const readme = (day: string, tables: readonly WrittenTable[]): string => `# ${TITLE.zh} · gongkai-${day}

${SUMMARY.en}

${SUMMARY.zh}

Read [DATACARD.md](DATACARD.md) before you conclude anything. · 使用数据前请先阅读 [DATACARD.zh-CN.md](DATACARD.zh-CN.md)。

## Look · 浏览

Serve this folder with any web server and open \`index.html\` (a browser does not open it from the disk):
将本文件夹置于任意网页服务器，再打开 \`index.html\`（不能直接从磁盘打开）：

\`\`\`sh
python3 -m http.server    # http://127.0.0.1:8000/
\`\`\`

## Files · 文件

| table | rows | | files |
| --- | --- | --- | --- |
${tables.map(tableRow).join("\n")}

- Parquet holds every row, exactly; \`TABLE.csv\` is UTF-8 with LF, null an empty field, times in UTC. Where a statutory table is a CSV, it lists the reports in which it has a number.
  Parquet 收录全部行且数值精确；\`TABLE.csv\` 为 UTF-8、LF 换行，空值为空字段，时间为 UTC；法定表的 CSV 仅列该表有数值的报告。
- \`TABLE.excel.csv\` is for Excel. Text that Excel would calculate or turn into another number or a date (it begins with = + - @, or reads 3.10 or 12e34) has an apostrophe (') before it there; times are in UTC, to the second.
  \`TABLE.excel.csv\` 供 Excel 打开：会被 Excel 当作公式、日期或其他数字的文字（以 = + - @ 开头，或形如 3.10、12e34）前加了单引号（'）；时间为 UTC，精确到秒。
- Excel opens ${EXCEL_ROWS.toLocaleString("en")} rows, with the header. ${overLimit(tables)}
- [CHANGES.md](CHANGES.md) and CHANGES.csv say what became other since the release before. · 与上次发布相比的变化见 CHANGES.md、CHANGES.csv。
- \`datapackage.json\` (Data Package v2) and \`croissant.json\` (Croissant 1.1) describe every file and column for programs. \`sha256sum -c SHA256SUMS\` proves the files.
  \`datapackage.json\`、\`croissant.json\` 供程序读取各文件与字段的说明；\`sha256sum -c SHA256SUMS\` 可校验文件。
- [LICENSE](LICENSE): CC0. To cite this release: [CITATION.cff](CITATION.cff). · 许可为 CC0，引用方式见 CITATION.cff。

## Ask · 查询

Take \`is_current\` for the newest version of each report, and \`verified\` or \`realigned\` for those that are proven. A null is not known, never zero.
每份报告的最新版本以 \`is_current\` 标明；通过校验的为 \`verified\`、\`realigned\`。空值表示未知，不是零。

\`\`\`sql
-- duckdb, in this folder · 在本文件夹中运行 duckdb
SELECT year, province, count(*) AS reports, sum(received_new__total) AS applications
FROM 'applications.parquet'
WHERE is_current AND level = 'county' AND scope = 'aggregate' AND status IN ('verified', 'realigned')
GROUP BY ALL ORDER BY ALL;
\`\`\`

## Columns · 字段

Key columns are in bold; ∅ may be null. In \`figures\` and in the tables made of it every cell of the form is a column, \`item__column\`: \`datapackage.json\` tells what each is, the table \`items\` its words in the form.
主键为粗体；∅ 可为空。\`figures\` 及由其生成的各表中，表式的每个单元格为一列（\`项目__栏目\`）：各列含义见 \`datapackage.json\`，表式原文见表 \`items\`。

${tables.map(columnsOf).join("\n")}`;

function tableRow({ name, rows, csv, definition }: WrittenTable): string {
  const links = [
    `[Parquet](${name}.parquet)`,
    ...(csv === null ? [] : [`[CSV](${csvOf(name)})`, `[Excel](${excelOf(name)})`]),
  ];
  return `| ${name} | ${rows} | ${definition.en} ${definition.zh} | ${links.join(" · ")} |`;
}

function overLimit(tables: readonly WrittenTable[]): string {
  const over = tables.filter(({ csvRows }) => csvRows !== null && csvRows >= EXCEL_ROWS).map(({ name }) => name);
  if (over.length === 0) return "None of these files has more. Excel 最多打开这么多行（含表头），各文件均未超出。";
  const names = over.map((name) => `\`${excelOf(name)}\``).join(", ");
  return `**Over it, and cut off by Excel without a word: ${names}.** Excel 最多打开这么多行（含表头），**超出而会被截断的：${names}**。`;
}

/** The columns that are cells are hundreds, and named by rule; what a view says of a report is told at `reports`. */
function columnsOf({ name, definition }: WrittenTable): string {
  const columns = Object.entries(definition.columns);
  const cells = columns.filter(([column]) => column.includes("__"));
  const others = columns.filter(([column]) => !column.includes("__"));
  const more = `And ${cells.length} cells. 另有 ${cells.length} 个单元格列。\n`;
  if (name !== "reports" && others.every(([column, one]) => one === dictionary.reports.columns[column]))
    return `### ${name}\n\n${others.map(([column]) => column).join(", ")}: as in reports. 同 reports 表。 ${more}`;
  const rows = others.map(([column, { type, nullable, unit, source, en, zh }]) => {
    const shown = definition.key.includes(column) ? `**${column}**` : column;
    return `| ${shown} | ${type}${nullable ? " ∅" : ""} | ${unit ?? ""} | ${source} | ${en} ${zh} |`;
  });
  const table = `| column | type | unit | source | |\n| --- | --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  return `### ${name}\n\n${table}${cells.length === 0 ? "" : `\n${more}`}`;
}
