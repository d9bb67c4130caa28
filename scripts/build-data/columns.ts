import { writeFileSync } from "node:fs";
import { figures, rowLabel } from "../../data/forms/figures.ts";
import { type Form, type FormTable, forms } from "../../data/forms/index.ts";
import { type ColumnDefinition, dictionary, TABLES } from "../../data/records/index.ts";
import { viewColumnsOf } from "../../pipeline/archive/index.ts";

// Writes data/records/columns.md, the page that says what every column means, from the dictionary and the forms.

/** The page, in English and 中文. */
export const columnsPage = (): string =>
  [
    "# What each column means · 各列的含义",
    "Made by `scripts/build-data/columns.ts` from `dictionary.yaml` and `data/forms`: edit those. · 由程序生成，请修改上述文件。",
    "## Tables · 表",
    "∅: may be null (unknown) · 可为空（未知）. Times are UTC · 时间均为 UTC.",
    ...TABLES.flatMap((name) => tablePart(name)),
    "## Items and columns of the form · 表式的项目与栏目",
    "`cells.item` and `cells.form_column`; in the views `applications`, `proactive`, `disputes`, `statistics_2014` and `harmonized` a report is a row and a cell is the column `item__form_column`, dots as underscores (`not_disclosed.state_secret` of `total` is `not_disclosed_state_secret__total`), `row_` before a number (`3.1` of `value` is `row_3_1__value`); in the table `figures` the name of the statutory table stands before it. · 视图中每份报告一行，每个单元格一列，列名为 `项目__栏目`，点换成下划线，编号前加 `row_`；表 `figures` 中再冠以法定表名。",
    ...forms.flatMap((form) => form.tables.map((table) => formPart(form, table))).flat(),
  ]
    .join("\n\n")
    .concat("\n");

function tablePart(name: (typeof TABLES)[number]): string[] {
  const { en, zh, key, columns } = dictionary[name];
  return [
    `### ${name}`,
    `${en} · ${zh} Key · 主键: ${key.map(code).join(", ")}.`,
    grid(["column", "type", "what it is", "含义"], Object.entries(columns).filter(isOfItsOwn).map(columnRow)),
    ...(viewColumnsOf(name).length < Object.keys(columns).length
      ? [
          "In the files `year` is the name of the folder (`year=YYYY`); in `sql` and archive.duckdb it is `reports.year`. · 文件中 `year` 为所在文件夹名；在 `sql` 与 archive.duckdb 中请用 `reports.year`。",
        ]
      : []),
  ];
}

/** The columns of `figures` that are cells stand below, with the forms. */
const isOfItsOwn = ([name]: [string, ColumnDefinition]): boolean => !figures.some((figure) => figure.name === name);

const columnRow = ([name, { type, nullable, unit, en, zh }]: [string, ColumnDefinition]): string[] => [
  code(name),
  `${type}${nullable ? " ∅" : ""}${unit === null || unit === "UTC" ? "" : `, ${unit}`}`,
  en,
  zh,
];

const formPart = ({ name, format, source }: Form, table: FormTable): string[] => [
  `### ${table.id}, format ${format}${name === format ? "" : ` (${name})`}`,
  `${table.heading} (${source})`,
  ...table.blocks.map(({ rows, columns }) =>
    [
      grid(
        ["item", "项目"],
        rows.map((row) => [code(row.item), rowLabel(table, row)]),
      ),
      grid(
        ["form_column", "栏目"],
        columns.map(({ column, label }) => [code(column), label]),
      ),
    ].join("\n\n"),
  ),
];

const code = (name: string): string => `\`${name}\``;

function grid(heads: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

if (import.meta.main) writeFileSync(`${import.meta.dirname}/../../data/records/columns.md`, columnsPage());
