import type { PieceTable } from "./pieces.ts";
import { type Run, runAt } from "./runs.ts";
import { pieceSprms, SPRM, type Sprm, sprmsIn } from "./sprms.ts";
import type { Styles } from "./styles.ts";

/** How characters look that follow each other: what decides whether and as what a reader sees them. */
export type Look = {
  unseen: boolean;
  deleted: boolean;
  inserted: boolean;
  /** Above the line (a note's mark) or below it. */
  raised: "above" | "below" | null;
  /** The characters are marks of things (pictures, notes, fields) and no text. */
  special: boolean;
  symbol: { font: number; code: number } | null;
};

export type LookedText = { start: number; end: number; look: Look };

const TOGGLES: Record<number, "vanish" | "strike"> = {
  [SPRM.vanish]: "vanish",
  [SPRM.specVanish]: "vanish",
  [SPRM.webHidden]: "vanish",
  [SPRM.strike]: "strike",
  [SPRM.doubleStrike]: "strike",
};
/** Values of a switch that refer to what the style says: as it, or the other way round. */
const [AS_STYLE, NOT_AS_STYLE] = [0x80, 0x81];

/** Cuts characters `start` to `end` of a text where their look changes; `style` is that of their paragraph. */
export function lookReader(
  { pieces, changes }: PieceTable,
  runs: readonly Run[],
  styles: Styles,
): (start: number, end: number, style: number) => LookedText[] {
  const known = new Map<string, Look>();
  const lookAt = (run: Run | undefined, index: number, prm: number, style: number): Look => {
    const key = `${index} ${prm} ${style}`;
    const look = known.get(key) ?? lookOf(run, pieceSprms(prm, changes), style, styles);
    known.set(key, look);
    return look;
  };
  return (start, end, style) => {
    const found: LookedText[] = [];
    for (let p = Math.max(0, runAt(pieces, start)); p < pieces.length; p++) {
      const piece = pieces[p];
      if (!piece || piece.start >= end) break;
      const to = Math.min(end, piece.end);
      for (let at = Math.max(start, piece.start); at < to; ) {
        const offset = piece.offset + (at - piece.start) * piece.width;
        const index = runAt(runs, offset);
        const run = runs[index];
        const inRun = run !== undefined && offset < run.end;
        const stop = inRun ? run.end : (runs[index + 1]?.start ?? Number.POSITIVE_INFINITY);
        const next = Math.min(to, Math.max(at + 1, at + Math.ceil((stop - offset) / piece.width)));
        found.push({
          start: at,
          end: next,
          look: lookAt(inRun ? run : undefined, inRun ? index : -1, piece.prm, style),
        });
        at = next;
      }
    }
    return found;
  };
}

function lookOf(run: Run | undefined, ofPiece: Sprm[], style: number, styles: Styles): Look {
  const own = [...(run ? sprmsIn(run.changes) : []), ...ofPiece];
  const characterStyle = own.findLast((s) => s.code === SPRM.characterStyle)?.value;
  const ofStyle = [...styles.paragraph(style), ...styles.character(style)];
  if (characterStyle !== undefined) ofStyle.push(...styles.character(characterStyle));
  const styled = folded(ofStyle, { vanish: false, strike: false, raised: null });
  const { vanish, strike, ...rest } = folded(own, styled);
  return { ...rest, unseen: vanish || strike };
}

const POSITIONS: Record<number, Look["raised"]> = { 1: "above", 2: "below" };

type Styled = Pick<Look, "raised"> & { vanish: boolean; strike: boolean };
type Folded = Omit<Look, "unseen"> & Styled;

function folded(sprms: Sprm[], { vanish, strike, raised }: Styled): Folded {
  const style = { vanish, strike, raised };
  const look: Folded = { ...style, deleted: false, inserted: false, special: false, symbol: null };
  for (const { code, value, operand } of sprms) {
    const toggle = TOGGLES[code];
    if (toggle)
      look[toggle] = value === AS_STYLE ? style[toggle] : value === NOT_AS_STYLE ? !style[toggle] : value === 1;
    if (code === SPRM.deleted) look.deleted = value !== 0;
    if (code === SPRM.inserted) look.inserted = value !== 0;
    if (code === SPRM.raised) look.raised = POSITIONS[value] ?? null;
    if (code === SPRM.special) look.special = value !== 0;
    if (code === SPRM.symbol) look.symbol = { font: value, code: (operand[2] ?? 0) + 256 * (operand[3] ?? 0) };
    if (code === SPRM.plain) Object.assign(look, style);
  }
  return look;
}
