import { columnName, figures } from "../../data/forms/figures.ts";
import { workedQueries } from "../../data/queries/index.ts";
import { dictionary, TABLES, UsageError } from "../../data/records/index.ts";
import { type Answer, RESULT_FORMATS, type SqlValue, viewColumnsOf, views } from "../../pipeline/archive/index.ts";

/** What a line that begins with a dot comes to: a text to show, and perhaps a question to ask then. */
export type Command = { text: string; sql?: string };

const HELP = `Ask in SQL, over as many lines as you like, and end with ; · 以 SQL 提问，可分多行，以 ; 结束
.tables          the tables and views · 表与视图
.columns NAME    the columns of one of them · 其字段
.queries         worked queries · 查询示例
.queries 3       show the third and ask it · 显示并执行第 3 例
.help            this · 本说明
plain(text) LIKE '%12件%' finds １２件, too · plain(…) 忽略全角、半角之别
Ctrl-C stops a question (or clears what you typed), Ctrl-D or exit leaves · Ctrl-C 中止查询或清除输入，Ctrl-D 或 exit 退出
`;

/** Answers `.tables`, `.columns NAME`, `.queries`, `.queries N`, `.help`. */
export async function command(line: string): Promise<Command> {
  const [name, argument, ...more] = line.trim().split(/\s+/);
  if (more.length > 0) throw unknown(line);
  if (name === ".help") return { text: HELP };
  if (name === ".tables") return { text: await table(["name", "", ""], tables()) };
  if (name === ".columns") return { text: await table(["column", "type", "", ""], columnsOf(argument)) };
  if (name !== ".queries") throw unknown(line);
  const queries = workedQueries();
  if (argument === undefined)
    return {
      text: await table(
        ["", "", ""],
        queries.map(({ en, zh }, i) => [String(i + 1), en, zh]),
      ),
    };
  const query = /^\d+$/.test(argument) ? queries[Number(argument) - 1] : undefined;
  if (!query) throw new UsageError(`.queries ${argument}: there are ${queries.length}; .queries lists them`);
  return { text: `${query.en}\n${query.zh}\n${query.sql}\n`, sql: query.sql };
}

const unknown = (line: string): UsageError => new UsageError(`${line.trim()}: no such command; .help lists them`);

const tables = (): string[][] => [
  ...TABLES.map((name) => [name, dictionary[name].en, dictionary[name].zh]),
  ...views().map(({ name }) => [name, ...(name === "harmonized" ? HARMONIZED : STATUTORY)]),
];

const STATUTORY = [
  "View: a report a row, the cells of one statutory table as columns.",
  "视图：每份报告一行，法定表各格为列。",
];
const HARMONIZED = [
  "View: a report a row, one series through all generations of the form.",
  "视图：每份报告一行，跨表式的统一序列。",
];

function columnsOf(name: string | undefined): string[][] {
  const known = TABLES.find((one) => one === name);
  if (known)
    return viewColumnsOf(known).map((column) => {
      const { type = "", en = "", zh = "" } = dictionary[known].columns[column] ?? {};
      return [column, type, en, zh];
    });
  const view = views().find((one) => one.name === name);
  if (!view)
    throw new UsageError(
      name === undefined
        ? ".columns: of which table? .tables lists them"
        : `.columns ${name}: no such table; .tables lists them`,
    );
  return view.columns.map((column) => {
    const figure = figures.find(
      (one) => columnName(one) === column && (one.view === name || !figures.some(({ view }) => view === name)),
    );
    const { type, en, zh } = dictionary.reports.columns[column] ?? {
      type: "DECIMAL(18,6)",
      ...(figure ?? { en: "", zh: "" }),
    };
    return [column, type, en, zh];
  });
}

async function table(heads: string[], rows: SqlValue[][]): Promise<string> {
  const answer: Answer = {
    columns: heads.map((name) => ({ name, type: "VARCHAR" })),
    rows: rows.length,
    async *batches() {
      yield rows;
    },
  };
  return (await Array.fromAsync(RESULT_FORMATS.table(answer))).join("");
}
