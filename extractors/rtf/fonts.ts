import { symbolText } from "../word/symbols.ts";
import { decoded } from "./charsets.ts";

/** The fonts of a file, which decide what characters its bytes are. */
export type Fonts = {
  /** Takes a control word of the list of fonts, or of the head of the file. */
  take(name: string, value: number): boolean;
  /** Takes a piece of the name of the font that was last begun. */
  name(piece: string): void;
  /** What the bytes of a run are in a font; -1 is the one that stands for all that is not said. */
  text(run: string, font: number): string;
  /** What bytes are that are in no font. */
  plain(run: string): string;
};

type Font = { charset: number; name: string };

/** A font of symbols, whose characters mean nothing without it. */
const SYMBOLS = 2;
const UNKNOWN: Font = { charset: 0, name: "" };

export function fontTable(): Fonts {
  const fonts = new Map<number, Font>();
  let current: Font = { ...UNKNOWN };
  let standard = 0;
  let codePage = 1252;
  const words: Record<string, (value: number) => void> = {
    f: (value) => {
      current = { ...UNKNOWN };
      fonts.set(value, current);
    },
    fcharset: (value) => {
      current.charset = value;
    },
    ansicpg: (value) => {
      codePage = value;
    },
    deff: (value) => {
      standard = value;
    },
  };
  return {
    take(name, value) {
      const word = Object.hasOwn(words, name) ? words[name] : undefined;
      word?.(value);
      return word !== undefined;
    },
    name(piece) {
      current.name += piece.replace(";", "");
    },
    text(run, font) {
      const { charset, name } = fonts.get(font < 0 ? standard : font) ?? UNKNOWN;
      if (charset !== SYMBOLS) return decoded(run, charset, codePage);
      return [...run].map((c) => (c === " " ? c : symbolText(name, c.charCodeAt(0)))).join("");
    },
    plain: (run) => decoded(run, 0, codePage),
  };
}
