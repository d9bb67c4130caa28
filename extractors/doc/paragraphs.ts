import { type Binary, binary } from "./binary.ts";
import type { PieceTable } from "./pieces.ts";
import { type Run, runAt } from "./runs.ts";
import { pieceSprms, SPRM, type Sprm, sprmsIn } from "./sprms.ts";
import type { Styles } from "./styles.ts";

/** Characters `start` to `end`, the mark that ends it included, and what decides where the paragraph stands. */
export type Paragraph = {
  start: number;
  end: number;
  style: number;
  /** How many tables it stands in, one within the other. */
  depth: number;
  endsCell: boolean;
  endsRow: boolean;
  list: { list: string; level: number } | null;
  /** Of the paragraph that ends a row: how the row is laid out. */
  row: Sprm[];
};

const CELL_END = "\x07";
// biome-ignore lint/suspicious/noControlCharactersInRegex: Word ends paragraphs, cells and sections with control characters
const PARAGRAPH_END = /[\r\x07\f]/g;
const LAST_LIST = 0x7fe;

/** Cuts characters `start` to `end` of a text into its paragraphs. `data`: the stream for changes too long for a page of runs. */
export function paragraphReader(
  { text, pieces, changes }: PieceTable,
  runs: readonly Run[],
  styles: Styles,
  data: Uint8Array,
): (start: number, end: number) => Paragraph[] {
  const elsewhere = binary(data);
  const paragraphAt = (start: number, end: number): Paragraph => {
    const piece = pieces[runAt(pieces, end - 1)];
    const offset = piece ? piece.offset + (end - 1 - piece.start) * piece.width : 0;
    const run = runs[runAt(runs, offset)];
    const own = run && offset < run.end ? withThoseElsewhere(sprmsIn(run.changes), elsewhere) : [];
    const style = run?.style ?? 0;
    const all = [...styles.paragraph(style), ...own, ...pieceSprms(piece?.prm ?? 0, changes)];
    const last = (code: number): number | undefined => all.findLast((s) => s.code === code)?.value;
    const depth = last(SPRM.depth) ?? (last(SPRM.inTable) ? 1 : 0);
    const list = last(SPRM.list) ?? 0;
    const inner = depth > 1;
    return {
      start,
      end,
      style,
      depth,
      endsCell: inner ? last(SPRM.innerCell) === 1 : depth === 1 && text[end - 1] === CELL_END,
      endsRow: (inner ? last(SPRM.innerRowEnd) : last(SPRM.rowEnd)) === 1,
      list:
        list > 0 && list <= LAST_LIST ? { list: String(list), level: Math.min(8, last(SPRM.listLevel) ?? 0) } : null,
      row: own,
    };
  };
  return (start, end) => {
    const paragraphs: Paragraph[] = [];
    let from = start;
    PARAGRAPH_END.lastIndex = start;
    for (let m = PARAGRAPH_END.exec(text); m && m.index < end; m = PARAGRAPH_END.exec(text)) {
      paragraphs.push(paragraphAt(from, m.index + 1));
      from = m.index + 1;
    }
    if (from < end) paragraphs.push(paragraphAt(from, end));
    return paragraphs;
  };
}

function withThoseElsewhere(sprms: Sprm[], data: Binary): Sprm[] {
  return sprms.flatMap((sprm) => {
    if (!SPRM.elsewhere.some((code) => code === sprm.code)) return [sprm];
    const at = binary(sprm.operand).u32(0);
    return sprmsIn(data.slice(at + 2, data.u16(at)));
  });
}
