import {
  anyRow,
  blur,
  type Cell,
  type Damage,
  type Draft,
  empty,
  figureOf,
  numbersOf,
  rowsOf,
  tablesOf,
  text,
  wholeRows,
} from "../draft.ts";

const dashes = ["/", "—", "-", "无", "——", "\\"] as const;
const all = (draft: Draft): Cell[] => tablesOf(draft).flatMap((table) => rowsOf(table).flatMap(numbersOf));
const counts = (draft: Draft): Cell[] => all(draft).filter(({ key = "" }) => !/amount|change/.test(key));
const isDigits = ({ text }: Cell): boolean => /^\d+$/.test(text);
const wide = (digits: string): string => digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

function blank(draft: Draft, cells: readonly Cell[]): void {
  for (const cell of cells) {
    cell.text = "";
    empty(draft, cell, ["blank"]);
  }
}
function dash(draft: Draft, cells: readonly Cell[], sign: string): void {
  for (const cell of cells) {
    cell.text = sign;
    empty(draft, cell, ["dash"]);
  }
}

/** wild.md, Cells: what stands in one place, or does not. */
export const cellDamages: readonly Damage[] = [
  {
    name: "blank row",
    strike: (draft, choices) => blank(draft, numbersOf(anyRow(draft, choices, "applications", "proactive") ?? [])),
  },
  {
    name: "blank rows",
    strike: (draft, choices) => {
      for (let n = choices.int(2, 6); n > 0; n -= 1)
        blank(draft, numbersOf(anyRow(draft, choices, "applications", "proactive", "disputes") ?? []));
    },
  },
  {
    name: "blank totals",
    strike: (draft) =>
      blank(
        draft,
        wholeRows(draft, "applications")
          .flatMap(numbersOf)
          .filter((c) => c.key.endsWith("/total")),
      ),
  },
  {
    name: "only natural persons and totals filled",
    strike: (draft) => {
      for (const row of wholeRows(draft, "applications")) blank(draft, numbersOf(row).slice(1, 6));
    },
  },
  {
    name: "zeros blank",
    strike: (draft) =>
      blank(
        draft,
        all(draft).filter((cell) => cell.text === "0"),
      ),
  },
  {
    name: "some cells blank",
    strike: (draft, choices) => {
      const cells = all(draft);
      for (let n = choices.int(1, 12); n > 0; n -= 1) blank(draft, [choices.one(cells)]);
    },
  },
  {
    name: "nobody filled it in",
    strike: (draft) => blank(draft, all(draft)),
  },
  {
    name: "dash row",
    strike: (draft, choices) =>
      dash(draft, numbersOf(anyRow(draft, choices, "applications", "proactive") ?? []), choices.one(dashes)),
  },
  {
    name: "zeros as dashes",
    needs: ["cells"],
    strike: (draft, choices) => {
      const sign = choices.one(dashes);
      dash(
        draft,
        all(draft).filter((cell) => cell.text === "0" && choices.odds(60)),
        sign,
      );
    },
  },
  {
    name: "full-width digits",
    strike: (draft, choices) => {
      for (const cell of all(draft)) if (choices.odds(30)) cell.text = wide(cell.text);
    },
  },
  {
    name: "thousands separators",
    needs: ["cells"],
    strike: (draft, choices) => {
      const comma = choices.one([",", "，"]);
      for (const cell of all(draft)) if (isDigits(cell)) cell.text = cell.text.replace(/\B(?=(\d{3})+$)/g, comma);
    },
  },
  {
    name: "units in cells",
    needs: ["cells"],
    strike: (draft, choices) => {
      for (const cell of counts(draft))
        if (cell.text !== "" && choices.odds(30)) cell.text += choices.one(["件", "条", "项", " 件"]);
    },
  },
  {
    name: "fees in 元",
    needs: ["cells"],
    strike: (draft, choices) => {
      const unit = choices.one(["元", " 元", "万元"]);
      for (const cell of all(draft).filter(({ key = "" }) => /amount/.test(key))) {
        const value = figureOf(draft, cell);
        if (value === 0 || !/^[\d.]+(?:万元)?$/.test(cell.text)) continue;
        cell.text = unit === "万元" ? `${value}万元` : `${Number((value * 10_000).toFixed(4))}${unit}`;
      }
    },
  },
  {
    name: "amount without a unit",
    needs: ["cells"],
    strike: (draft) => {
      for (const cell of all(draft).filter(({ key = "" }) => /procurement.amount/.test(key))) {
        if (!cell.text.endsWith("万元")) continue;
        cell.text = cell.text.slice(0, -2);
        empty(draft, cell, ["ambiguous"]);
      }
    },
  },
  {
    name: "notes in cells",
    needs: ["cells"],
    strike: (draft, choices) => {
      for (const cell of counts(draft))
        if (cell.key?.startsWith("proactive") && isDigits(cell) && choices.odds(40))
          cell.text += choices.one(["（其中修订16件）", "（含自然失效29件）", "(注1)", "①", "（2021年数据）"]);
    },
  },
  {
    name: "signs",
    strike: (draft, choices) => {
      for (const cell of all(draft).filter(({ key = "" }) => key.endsWith("/change"))) {
        const n = figureOf(draft, cell);
        if (n > 0 && cell.text !== "") cell.text = choices.one([`+${n}`, `＋${n}`, `增${n}`, `增加${n}`]);
        if (n < 0) cell.text = choices.one([`－${-n}`, `−${-n}`, `减${-n}`, `减少${-n}`]);
      }
    },
  },
  {
    name: "what is no number",
    needs: ["blanks"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive") ?? [];
      const cells = numbersOf(row);
      if (cells.length === 0) return;
      const cell = choices.one(cells);
      cell.text = choices.one(["见附件", "约22件", "①22", "22²", "22/0", "Ⅱ", "二十二", "#REF!"]);
      empty(draft, cell, ["invalid"]);
    },
  },
  {
    name: "Word's leavings",
    strike: (draft, choices) => {
      const leaving = choices.one(["[bookmark: _GoBack]", "\u200b", "\ufeff", "&nbsp;", "<o:p>"]);
      for (const cell of all(draft)) if (cell.text !== "" && choices.odds(20)) cell.text = leaving + cell.text;
    },
  },
  {
    name: "blank as a no-break space",
    strike: (draft, choices) => {
      for (const table of tablesOf(draft))
        for (const cell of table.rows.flat())
          if (cell.text === "" && choices.odds(60)) cell.text = choices.one(["\u00a0", "　", " "]);
    },
  },
  {
    name: "digits over two cells",
    needs: ["cells", "rows"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive", "disputes") ?? [];
      const cell = numbersOf(row).find((c) => /^\d{2,}$/.test(c.text));
      if (cell === undefined) return;
      const head = { ...cell, text: cell.text.slice(0, 1) };
      row.splice(row.indexOf(cell), 1, head, text(cell.text.slice(1)));
      blur(draft.truth, row);
    },
  },
  {
    name: "digits parted by a space",
    needs: ["cells"],
    strike: (draft, choices) => {
      const row = anyRow(draft, choices, "applications", "proactive", "disputes") ?? [];
      const cell = numbersOf(row).find((c) => /^\d{2,}$/.test(c.text));
      if (cell === undefined) return;
      cell.text = `${cell.text.slice(0, 1)} ${cell.text.slice(1)}`;
      blur(draft.truth, row);
    },
  },
];
