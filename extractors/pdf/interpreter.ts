import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Edge, Glyph } from "../page/index.ts";
import {
  bounds,
  centre,
  clipped,
  common,
  contains,
  IDENTITY,
  type Matrix,
  multiply,
  pathBox,
  pathEdges,
} from "../page/index.ts";
import { shownText, type TextPosition } from "./glyphs.ts";
import type { Font, GraphicsState } from "./state.ts";

/** A page's operator list, as pdf.js gives it: parallel arrays of operators and their arguments. */
export type OperatorList = { fnArray: readonly number[]; argsArray: readonly unknown[] };

export type Drawn = { glyphs: Glyph[]; edges: Edge[]; drawn: boolean; invisible: number; slanted: number };

const STROKES = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const FILLS = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const NO_FONT: Font = { vertical: false, unitsPerPoint: 0.001 };

/** Follows a page's operators as a viewer would, noting each character and each straight line where it comes to stand. */
export function interpret(list: OperatorList, viewport: Matrix, fontNamed: (name: string) => Font): Drawn {
  const result: Drawn = { glyphs: [], edges: [], drawn: false, invisible: 0, slanted: 0 };
  let state: GraphicsState = {
    ctm: viewport,
    font: NO_FONT,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    invisible: false,
    clip: { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity },
  };
  let clips = false;
  const saved: GraphicsState[] = [];
  /** The marked content within which we are; the marks of a form count on their own. */
  const marks: unknown[] = [];
  let inForms = 0;
  let text: TextPosition = { matrix: IDENTITY, x: 0, y: 0 };
  let line = { x: 0, y: 0 };

  const save = (): void => void saved.push({ ...state });
  const restore = (): void => {
    state = saved.pop() ?? state;
  };
  const moveText = (x: number, y: number): void => {
    line = { x: line.x + x, y: line.y + y };
    text = { ...text, ...line };
  };
  const setTextMatrix = (matrix: Matrix): void => {
    line = { x: 0, y: 0 };
    text = { matrix, x: 0, y: 0 };
  };
  const show = (items: unknown): void => {
    const shown = shownText(Array.isArray(items) ? items : [], state, text);
    text = { ...text, x: text.x + shown.advance.x, y: text.y + shown.advance.y };
    const seen = shown.glyphs.filter((glyph) => contains(state.clip, centre(glyph.box)));
    const mark = inForms === 0 ? marks.at(-1) : null;
    for (const glyph of seen) result.glyphs.push(typeof mark === "number" ? { ...glyph, mark } : glyph);
    if (state.invisible) result.invisible += seen.length;
    result.slanted += shown.slanted;
  };
  const construct = (paint: number, data: unknown): void => {
    const paths = (Array.isArray(data) ? data : []).filter(isNumbers);
    if (clips) {
      clips = false;
      const boxes = paths.flatMap((path) => pathBox(path, state.ctm) ?? []);
      if (boxes.length > 0) state.clip = common(state.clip, bounds(boxes));
    }
    const painted = { stroke: STROKES.has(paint), fill: FILLS.has(paint) };
    if (!painted.stroke && !painted.fill) return;
    result.drawn = true;
    for (const path of paths)
      for (const edge of pathEdges(path, state.ctm, painted)) result.edges.push(...clipped(edge, state.clip));
  };

  type Arguments = { n: ArrayLike<number>; first: unknown; second: unknown };
  const operators: Record<number, (args: Arguments, index: number) => void> = {
    [OPS.save]: save,
    [OPS.restore]: (_, i) => {
      // pdf.js leaves out images above the size limit; what is left of one is a state saved, moved and restored.
      if (list.fnArray[i - 1] === OPS.transform && list.fnArray[i - 2] === OPS.save) result.drawn = true;
      restore();
    },
    [OPS.transform]: ({ n }) => {
      state.ctm = multiply(state.ctm, matrixOf(n));
    },
    [OPS.paintFormXObjectBegin]: ({ first }) => {
      inForms++;
      save();
      if (isNumbers(first)) state.ctm = multiply(state.ctm, matrixOf(first));
    },
    [OPS.paintFormXObjectEnd]: () => {
      inForms--;
      restore();
    },
    [OPS.beginMarkedContent]: () => void marks.push(marks.at(-1)),
    [OPS.beginMarkedContentProps]: ({ second }) => void marks.push(typeof second === "number" ? second : marks.at(-1)),
    [OPS.endMarkedContent]: () => void marks.pop(),
    [OPS.beginText]: () => setTextMatrix(IDENTITY),
    [OPS.setFont]: ({ n, first }) => {
      state.font = typeof first === "string" ? fontNamed(first) : NO_FONT;
      state.fontSize = n[1] ?? 0;
    },
    [OPS.setCharSpacing]: ({ n }) => {
      state.charSpacing = n[0] ?? 0;
    },
    [OPS.setWordSpacing]: ({ n }) => {
      state.wordSpacing = n[0] ?? 0;
    },
    [OPS.setHScale]: ({ n }) => {
      state.horizontalScale = (n[0] ?? 100) / 100;
    },
    [OPS.setTextRise]: ({ n }) => {
      state.rise = n[0] ?? 0;
    },
    [OPS.setLeading]: ({ n }) => {
      state.leading = -(n[0] ?? 0);
    },
    [OPS.setTextRenderingMode]: ({ n }) => {
      state.invisible = n[0] === 3;
    },
    [OPS.moveText]: ({ n }) => moveText(n[0] ?? 0, n[1] ?? 0),
    [OPS.setLeadingMoveText]: ({ n }) => {
      state.leading = n[1] ?? 0;
      moveText(n[0] ?? 0, n[1] ?? 0);
    },
    [OPS.nextLine]: () => moveText(0, state.leading),
    [OPS.setTextMatrix]: ({ n, first }) => setTextMatrix(matrixOf(isNumbers(first) ? first : n)),
    [OPS.showText]: ({ first }) => show(first),
    [OPS.constructPath]: ({ n, second }) => construct(n[0] ?? 0, second),
  };
  for (const op of [OPS.clip, OPS.eoClip])
    operators[op] = () => {
      clips = true;
    };
  for (const op of [OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
    operators[op] = () => {
      result.drawn = true;
    };

  list.fnArray.forEach((op, i) => {
    const args = list.argsArray[i];
    const [first, second]: unknown[] = Array.isArray(args) ? args : [];
    operators[op]?.({ n: isNumbers(args) ? args : [], first, second }, i);
  });
  return result;
}

/** An array whose numbers are read by index; pdf.js mixes plain and typed arrays. */
function isNumbers(value: unknown): value is ArrayLike<number> {
  return (
    Array.isArray(value) ||
    value instanceof Float32Array ||
    value instanceof Float64Array ||
    value instanceof Int32Array
  );
}

const matrixOf = (n: ArrayLike<number>): Matrix => [n[0] ?? 1, n[1] ?? 0, n[2] ?? 0, n[3] ?? 1, n[4] ?? 0, n[5] ?? 0];
