import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { Edge, Glyph } from "../page/index.ts";
import { bounds, common, IDENTITY, type Matrix, multiply, Painting, pathBox, within } from "../page/index.ts";
import { shownText, type TextPosition } from "./glyphs.ts";
import type { Font, GraphicsState } from "./state.ts";

/** A page's operator list, as pdf.js gives it: parallel arrays of operators and their arguments. */
type OperatorList = { fnArray: readonly number[]; argsArray: readonly unknown[] };

export type Drawn = {
  glyphs: Glyph[];
  edges: Edge[];
  shades: Edge[];
  drawn: boolean;
  invisible: number;
  slanted: number;
  hidden: number;
};

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
/** What is painted more thinly than this, nobody sees. */
const FAINTEST = 0.05;
const NO_FONT: Font = { vertical: false, unitsPerPoint: 0.001, digitAt: () => null };

/** Follows a page's operators as a viewer would, noting each character and each straight line where it comes to stand. */
export function interpret(list: OperatorList, viewport: Matrix, fontNamed: (name: string) => Font): Drawn {
  const painting = new Painting();
  const result = { drawn: false, invisible: 0, slanted: 0 };
  let clear = 0;
  const initial: GraphicsState = {
    ctm: viewport,
    font: NO_FONT,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    invisible: false,
    fill: "#000000",
    outlined: false,
    opaque: true,
    clear: false,
    clip: { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity },
  };
  let state = { ...initial };
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
    const seen = within(state.clip, shown.glyphs);
    const mark = inForms === 0 ? marks.at(-1) : null;
    const colour = state.outlined || state.invisible ? null : state.fill;
    const marked = { ...(typeof mark === "number" && { mark }), ...(state.invisible && { recognised: [] }) };
    const isPlain = typeof mark !== "number" && !state.invisible;
    if (state.clear) clear += seen.length;
    else
      for (const glyph of seen) painting.character(isPlain ? glyph : { ...glyph, ...marked }, colour, state.invisible);
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
    if (state.clear) return;
    const colour = state.opaque ? state.fill : null;
    for (const path of paths) painting.path(path, state.ctm, painted, colour, state.clip);
  };
  const picture = (): void => {
    result.drawn = true;
    painting.picture(state.ctm, state.clip);
  };

  type Arguments = { n: ArrayLike<number>; first: unknown; second: unknown; third: unknown; fourth: unknown };
  const operators: Record<number, (args: Arguments, index: number) => void> = {
    [OPS.save]: save,
    [OPS.restore]: (_, i) => {
      // pdf.js leaves out images above the size limit; what is left of one is a state saved, moved and restored.
      if (list.fnArray[i - 1] === OPS.transform && list.fnArray[i - 2] === OPS.save) picture();
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
    [OPS.beginAnnotation]: ({ third, fourth }) => {
      inForms++;
      save();
      const own = [third, fourth].map((matrix) => (isNumbers(matrix) ? matrixOf(matrix) : IDENTITY));
      state = { ...initial, ctm: own.reduce(multiply, viewport) };
    },
    [OPS.endAnnotation]: () => {
      inForms--;
      restore();
    },
    [OPS.setFillRGBColor]: ({ first }) => {
      state.fill = typeof first === "string" ? first : null;
    },
    [OPS.setFillTransparent]: () => {
      state.fill = null;
    },
    [OPS.setFillColorN]: () => {
      state.fill = null;
    },
    [OPS.setGState]: ({ first }) => {
      for (const [key, value] of Array.isArray(first) ? first : []) {
        if (key === "ca") state.clear = typeof value === "number" && value < FAINTEST;
        if (key === "ca") state.opaque = typeof value !== "number" || value === 1;
        if (key === "BM" || key === "SMask") state.opaque &&= value === "source-over" || value === false;
      }
    },
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
      state.invisible = n[0] === 3 || n[0] === 7;
      state.outlined = n[0] === 1 || n[0] === 5;
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
    operators[op] = picture;

  list.fnArray.forEach((op, i) => {
    const args = list.argsArray[i];
    const [first, second, third, fourth]: unknown[] = Array.isArray(args) ? args : [];
    operators[op]?.({ n: isNumbers(args) ? args : [], first, second, third, fourth }, i);
  });
  const seen = painting.seen();
  return { ...result, ...seen, hidden: clear + seen.hidden };
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
