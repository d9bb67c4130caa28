import type { CellLayout } from "../word/geometry.ts";

/** How the cells of the rows to come lie, as the control words say it one after the other. */
type RowLayout = {
  /** Takes a control word; whether it was one of a row's layout. */
  take(name: string, value: number): boolean;
  cells(): CellLayout[] | null;
};

export function rowLayout(): RowLayout {
  let left = 0;
  let cells: CellLayout[] = [];
  let joined = false;
  let merge: CellLayout["merge"] = null;
  const words: Record<string, (value: number) => void> = {
    trowd: () => {
      [left, cells, joined, merge] = [0, [], false, null];
    },
    trleft: (value) => {
      left = value;
    },
    clmrg: () => {
      joined = true;
    },
    clvmgf: () => {
      merge = "starts";
    },
    clvmrg: () => {
      merge = "continues";
    },
    cellx: (right) => {
      cells.push({ left: cells.at(-1)?.right ?? left, right, joined, merge });
      [joined, merge] = [false, null];
    },
  };
  return {
    take(name, value) {
      const word = Object.hasOwn(words, name) ? words[name] : undefined;
      word?.(value);
      return word !== undefined;
    },
    cells: () => (cells.length === 0 ? null : [...cells]),
  };
}
