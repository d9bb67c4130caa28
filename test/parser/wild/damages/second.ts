import {
  blur,
  type Cell,
  type Damage,
  type Draft,
  numbersOf,
  type Part,
  rowsOf,
  SECOND,
  type Table,
  tablesOf,
  text,
} from "../draft.ts";

const twice = (value: number): number => Number((2 * value).toFixed(4));
const printed = (key: string, value: number): string =>
  `${value}${key.includes("procurement/amount") && value !== 0 ? "万元" : ""}`;

/** The same table with every number that can be read twice as large: it satisfies the same identities. */
function doubled(draft: Draft, table: Table): Table {
  const cell = ({ text: words, key }: Cell): Cell => {
    const known = key === undefined ? undefined : draft.truth.get(key);
    if (key === undefined || known === undefined) return text(words);
    const value = known.value !== null && known.readable ? twice(known.value) : null;
    draft.truth.set(`${SECOND}${key}`, value === null ? known : { value, readable: true });
    return { text: value === null ? words : printed(key, value), key: `${SECOND}${key}` };
  };
  return { ...table, rows: table.rows.map((row) => row.map(cell)) };
}

/** Another year's report of the same organ. */
function another(draft: Draft): Part[] {
  const parts = draft.parts.map(
    (part): Part =>
      typeof part === "string" ? part.replaceAll(String(draft.year), String(draft.year + 1)) : doubled(draft, part),
  );
  // What is printed nowhere in this one is not in the other either.
  for (const [key, known] of [...draft.truth])
    if (!key.startsWith(SECOND) && !draft.truth.has(SECOND + key)) draft.truth.set(SECOND + key, known);
  return parts;
}

/** Puts another report into the document, unless one is there already. */
function join(draft: Draft, put: (own: Part[], other: Part[]) => Part[], reports: string[]): void {
  if (draft.reports.length > 1) return;
  draft.parts = put(draft.parts, another(draft));
  draft.reports = reports;
}

/** wild.md, Layout: more than one report in a document. */
export const secondReportDamages: readonly Damage[] = [
  {
    name: "another report behind",
    strike: (draft) => join(draft, (own, other) => [...own, "", ...other], ["", SECOND]),
  },
  {
    name: "another report before",
    strike: (draft) => join(draft, (own, other) => [...other, "", ...own], [SECOND, ""]),
  },
  {
    name: "two reports side by side",
    needs: ["cells", "beside"],
    strike: (draft) => {
      for (const table of tablesOf(draft)) {
        const cells = rowsOf(table).flatMap(numbersOf);
        const others = table.rows.map((row) =>
          row.map(({ text: words, key }) =>
            text(key !== undefined && /^\d+$/.test(words) ? String(2 * Number(words)) : words),
          ),
        );
        table.rows.forEach((row, y) => void row.push(...(others[y] ?? [])));
        blur(draft.truth, cells);
      }
    },
  },
  {
    name: "a twin in images before",
    strike: ({ parts, year }) =>
      void parts.unshift(`青石县人民政府${year}年政府信息公开工作年度报告（图片版）`, "", "[图片]", "", "（文字版）"),
  },
];
