import { InlineText } from "../inline.ts";
import { symbolText } from "../word/symbols.ts";
import type { LookedText } from "./looks.ts";

export type Line = {
  /** Reads the characters of a paragraph, its mark included: its lines, and where things float at it. */
  read(pieces: LookedText[]): { lines: string[]; anchors: number[] };
  /** How many pictures have been met. */
  pictures(): number;
};

const [FIELD, FIELD_RESULT, FIELD_END] = ["\x13", "\x14", "\x15"];
const [PICTURE, DRAWN] = ["\x01", "\x08"];
const BREAK = new Set(["\v", "\x0e"]);

/** Reads characters `from` to `to`, a story, by the paragraph: a field's code may run over several, and only its result counts. */
export function lineReader(text: string, from: number, to: number, fontName: (font: number) => string): Line {
  let pictures = 0;
  const whole = wholeFields(text, from, to);
  /** For each field that is open, whether its result has begun. */
  const fields: boolean[] = [];
  return {
    pictures: () => pictures,
    read(pieces) {
      const line = new InlineText();
      const lines: string[] = [];
      const anchors: number[] = [];
      for (const { start, end, look } of pieces) {
        let words = "";
        const endWords = (): void => {
          line.appendRaised(words, look.raised);
          words = "";
        };
        for (let at = start; at < end; at++) {
          const character = text.charAt(at);
          if (character === FIELD && whole.has(at)) fields.push(false);
          else if (character === FIELD_RESULT) fields.splice(-1, 1, true);
          else if (character === FIELD_END) fields.pop();
          else if (look.unseen || look.deleted || fields.includes(false)) continue;
          else if (look.symbol && look.special) words += symbolText(fontName(look.symbol.font), look.symbol.code);
          else if (character === PICTURE) pictures++;
          else if (character === DRAWN) anchors.push(at);
          else if (BREAK.has(character)) {
            endWords();
            lines.push(line.take());
          } else words += asText(character);
        }
        endWords();
      }
      lines.push(line.take());
      return { lines: lines.filter((text) => text !== ""), anchors };
    },
  };
}

/** Where those fields begin that also end; one that does not would swallow all that follows. */
function wholeFields(text: string, from: number, to: number): ReadonlySet<number> {
  const whole = new Set<number>();
  const open: number[] = [];
  for (let at = from; at < to; at++) {
    const character = text.charAt(at);
    if (character === FIELD) open.push(at);
    if (character === FIELD_END) whole.add(open.pop() ?? -1);
  }
  return whole;
}

/** A tab is a blank, a hyphen that must not break is a hyphen; all other control characters are marks of something. */
function asText(character: string): string {
  if (character >= " ") return character;
  return character === "\t" ? " " : character === "\x1e" ? "-" : "";
}
