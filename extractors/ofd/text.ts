import { apply, bounds, type Glyph, type Matrix, multiply, type Turn, unifyIdeographs } from "../page/index.ts";
import { child, type Xml } from "../xml.ts";
import { codesOf, type Told } from "./glyph-codes.ts";
import { boxIn, numberOf } from "./values.ts";

/** How far above and below its base line a character reaches, in parts of its size. */
const ASCENT = 0.88;
const DESCENT = 0.12;
const UNKNOWN = "\uFFFD";

export type ShownText = { glyphs: Glyph[]; slanted: number };

/** The characters of a TextObject with the box of each on the page. `isTold`: whether a code has a meaning beside its glyph. */
export function shownText(object: Xml, toPage: Matrix, isTold: Told): ShownText {
  const size = numberOf(object, "Size", heightOf(object));
  const stretch = numberOf(object, "HScale", 1) || 1;
  const forward = DIRECTIONS[quarter(object, "ReadDirection")] ?? RIGHT;
  const upright = DIRECTIONS[quarter(object, "CharDirection")] ?? RIGHT;
  const told = isTold(object);
  const glyphs: Glyph[] = [];
  let slanted = 0;
  let count = 0;
  let [x, y] = [0, 0];
  for (const code of object.children.filter((c) => c.name === "TextCode")) {
    x = numberOf(code, "X", x);
    y = numberOf(code, "Y", y);
    const characters = [...codesOf(code)];
    const right = deltas(code.attributes.DeltaX, characters.length);
    const down = deltas(code.attributes.DeltaY, characters.length);
    const runs = directionOf(right, down) ?? forward;
    const turn = turnOf(toPage, runs);
    let at = { x, y };
    characters.forEach((character, i) => {
      const width = widthOf(character) * size * stretch;
      const step = right.length + down.length === 0 ? { x: forward.x * width, y: forward.y * width } : null;
      const move = { x: step?.x ?? right[i] ?? (right.length > 0 ? width : 0), y: step?.y ?? down[i] ?? 0 };
      const next = Math.abs(runs.x ? move.x : 0);
      const drawn = i < characters.length - 1 && next > 0 ? Math.min(width, next) : width;
      const place = multiply(toPage, [upright.x, upright.y, -upright.y, upright.x, at.x, at.y]);
      const text = told(count++) ? textOf(character) : UNKNOWN;
      if (turn === null) slanted++;
      else glyphs.push({ text, box: boxAt(place, drawn, size), size: size * Math.hypot(toPage[2], toPage[3]), turn });
      at = { x: at.x + move.x, y: at.y + move.y };
    });
  }
  return { glyphs, slanted };
}

const textOf = (code: string): string => (code.trim() === "" ? " " : unifyIdeographs(code));

type Direction = { x: number; y: number };
const RIGHT: Direction = { x: 1, y: 0 };
const DIRECTIONS: readonly Direction[] = [RIGHT, { x: 0, y: 1 }, { x: -1, y: 0 }, { x: 0, y: -1 }];

const quarter = (object: Xml, name: string): number => (Math.round(numberOf(object, name, 0) / 90) + 4) % 4;
const heightOf = (object: Xml): number => {
  const box = boxIn(object.attributes.Boundary);
  return box ? box.y1 - box.y0 : 0;
};

/** The distances from each character to the next: `3 3 1.5`, or `g 4 3` for four times 3. */
function deltas(text: string | undefined, most: number): number[] {
  const tokens = (text ?? "")
    .replace(/g/gi, " g ")
    .trim()
    .split(/[\s,]+/);
  const values: number[] = [];
  for (let at = 0; at < tokens.length && values.length < most; at++) {
    if (tokens[at] !== "g") {
      const value = Number.parseFloat(tokens[at] ?? "");
      if (Number.isFinite(value)) values.push(value);
      continue;
    }
    const times = Math.min(most, Number(tokens[at + 1]) || 0);
    const value = Number.parseFloat(tokens[at + 2] ?? "");
    for (let i = 0; i < times; i++) values.push(Number.isFinite(value) ? value : 0);
    at += 2;
  }
  return values;
}

/** Where a run of characters goes by the distances between them; null where they do not say. */
function directionOf(right: number[], down: number[]): Direction | null {
  const [x, y] = [sum(right), sum(down)];
  if (x === 0 && y === 0) return null;
  return Math.abs(y) > Math.abs(x) ? { x: 0, y: Math.sign(y) } : { x: Math.sign(x), y: 0 };
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

/** The quarter turn of a direction on the page; null for a slant. */
function turnOf(toPage: Matrix, { x, y }: Direction): Turn | null {
  const quarters = Math.atan2(toPage[1] * x + toPage[3] * y, toPage[0] * x + toPage[2] * y) / (Math.PI / 2);
  const nearest = Math.round(quarters);
  return Math.abs(quarters - nearest) > 0.1 ? null : (TURNS[(nearest + 4) % 4] ?? 0);
}

const TURNS: readonly Turn[] = [0, 1, 2, 3];

function boxAt(place: Matrix, width: number, size: number): Glyph["box"] {
  const corners = [
    [0, -ASCENT * size],
    [width, -ASCENT * size],
    [0, DESCENT * size],
    [width, DESCENT * size],
  ].map(([x = 0, y = 0]) => apply(place, x, y));
  return bounds(corners.map(([x, y]) => ({ x0: x, y0: y, x1: x, y1: y })));
}

/** How wide a character is where only its font would tell, in parts of its size: about what common fonts have. */
function widthOf(character: string): number {
  if (/[\u2014-\u2026\u2E80-\uFFEF]|[\u{1F000}-\u{3FFFF}]/u.test(character)) return 1;
  if (/[A-Zmw%@&]/.test(character)) return 0.7;
  return /[ijlftI.,:;!|'() ]/.test(character) ? 0.35 : 0.5;
}

/** Whether anything of a text is filled or stroked so that it can be seen. */
export function isSeen(object: Xml): boolean {
  const opaque = (paint: Xml | undefined): boolean => !paint || numberOf(paint, "Alpha", 255) > 0;
  const filled = object.attributes.Fill !== "false" && opaque(child(object, "FillColor"));
  const stroked = object.attributes.Stroke === "true" && opaque(child(object, "StrokeColor"));
  return numberOf(object, "Alpha", 255) > 0 && (filled || stroked);
}
