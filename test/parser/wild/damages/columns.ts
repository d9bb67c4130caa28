import { type Cell, type Damage, type Draft, empty, figureOf, numbersOf, text } from "../draft.ts";

const SUBTOTALS = ["小计", "法人小计", "合计数"] as const;

/** The cells of table 三 in the places of its columns, header and rows alike, moved by `move`. */
function moveColumns({ tables: { applications } }: Draft, move: (places: Cell[], y: number) => void): void {
  applications.rows.forEach((row, y) => {
    if (row.length < applications.labels + 7) return;
    const places = row.splice(applications.labels);
    move(places, y);
    row.push(...places);
  });
}

/** Legal persons summed in a column of their own, before place `at`. */
function withSubtotal(draft: Draft, at: number, label: string): void {
  const { header } = draft.tables.applications;
  moveColumns(draft, (places, y) => {
    const sum = numbersOf(places)
      .slice(1, 6)
      .reduce((a, cell) => a + figureOf(draft, cell), 0);
    places.splice(
      at,
      0,
      text(y < header - 1 ? "" : y === header - 1 ? label : numbersOf(places).length < 7 ? "" : String(sum)),
    );
  });
}

const rowsUnder = (draft: Draft): Cell[][] =>
  draft.tables.proactive.rows.filter((row) => /本年制发|新制作|^规章|规范性文件/.test(row.map((c) => c.text).join("")));
const isHeader = (row: readonly Cell[]): boolean => numbersOf(row).length === 0;

/** wild.md, Layout and Cells: columns added, moved and lost. */
export const columnDamages: readonly Damage[] = [
  {
    name: "subtotal column last of the five",
    strike: (draft, choices) => withSubtotal(draft, 6, choices.one(SUBTOTALS.slice(0, 2))),
  },
  {
    name: "subtotal column first of the five",
    strike: (draft, choices) => withSubtotal(draft, 1, choices.one(SUBTOTALS.slice(0, 2))),
  },
  {
    name: "two columns changed about",
    strike: (draft, choices) => {
      const [a, b] = choices.one([
        [1, 3],
        [2, 4],
        [1, 2],
      ] as const);
      moveColumns(draft, (places) => {
        const [one, other] = [places[a], places[b]];
        if (one !== undefined && other !== undefined) [places[a], places[b]] = [other, one];
      });
    },
  },
  {
    name: "total first",
    needs: ["ends", "lines"],
    strike: (draft) => moveColumns(draft, (places) => void places.unshift(...places.splice(6, 1))),
  },
  {
    name: "an empty column between",
    needs: ["blanks"],
    strike: (draft, choices) => {
      const at = choices.int(1, 5);
      moveColumns(draft, (places) => void places.splice(at, 0, text("")));
    },
  },
  {
    name: "a header word in two columns",
    needs: ["blanks"],
    strike: (draft, choices) => {
      const at = choices.int(1, 4);
      moveColumns(draft, (places) => {
        const cell = places[at];
        const word = cell?.key === undefined ? (cell?.text ?? "") : "";
        if (word !== "" && cell !== undefined) places.splice(at, 1, text(word.slice(0, 2)), text(word.slice(2)));
        else places.splice(at + 1, 0, text(""));
      });
    },
  },
  {
    name: "remarks behind table 二",
    needs: ["cells"],
    strike: (draft) => {
      for (const row of rowsUnder(draft)) row.push(text(isHeader(row) ? "备注" : ""));
    },
  },
  {
    name: "a column the form does not have, table 二",
    needs: ["cells", "lines", "ends"],
    strike: (draft, choices) => {
      for (const row of rowsUnder(draft))
        row.splice(1, 0, text(isHeader(row) ? "上年末有效件数" : String(choices.int(0, 50))));
    },
  },
  {
    name: "a column lost, table 二",
    needs: ["cells"],
    strike: (draft) => {
      for (const row of rowsUnder(draft)) {
        const [cell] = row.splice(2, 1);
        if (cell !== undefined) empty(draft, cell);
      }
    },
  },
  {
    name: "ordinal column before",
    needs: ["cells", "beside"],
    strike: (draft) => {
      const { applications } = draft.tables;
      const numbered = applications.rows.filter((row) => !isHeader(row));
      const ordinal = (row: Cell[], y: number): string =>
        y === 0 ? "序号" : isHeader(row) ? "" : String(numbered.indexOf(row) + 1);
      applications.rows = applications.rows.map((row, y) => [text(ordinal(row, y)), ...row]);
      applications.labels += 1;
    },
  },
];
