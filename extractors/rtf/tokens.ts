import { latin1 } from "../carrier.ts";

/** `text` is a character a byte: what characters these are, the font decides. */
export type Token =
  | { kind: "open" | "close" }
  | { kind: "word"; name: string; value: number | null; ignorable: boolean }
  | { kind: "text"; text: string };

const TOKEN =
  /[{}]|\\\*\s*\\([a-zA-Z]+)(-?\d{1,10})? ?|\\([a-zA-Z]+)(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|[^\\{}\r\n]+|[\r\n]+/gsy;

/** The groups, control words and characters of an RTF file; a symbol (`\~`) is a word of one character. */
export function* tokens(bytes: Uint8Array): Generator<Token> {
  const source = latin1(bytes);
  TOKEN.lastIndex = 0;
  const pattern = new RegExp(TOKEN);
  for (let m = pattern.exec(source); m; m = pattern.exec(source)) {
    const [all, starred, starredValue, name, value, byte, symbol] = m;
    if (all === "{") yield { kind: "open" };
    else if (all === "}") yield { kind: "close" };
    else if (byte !== undefined) yield { kind: "text", text: String.fromCharCode(Number.parseInt(byte, 16)) };
    else if (symbol !== undefined && "\\{}".includes(symbol)) yield { kind: "text", text: symbol };
    else if (symbol !== undefined) yield { kind: "word", name: symbol, value: null, ignorable: false };
    else if (starred !== undefined)
      yield { kind: "word", name: starred, value: numberOf(starredValue), ignorable: true };
    else if (name === "bin") pattern.lastIndex += Math.max(0, Number(value ?? 0));
    else if (name !== undefined) yield { kind: "word", name, value: numberOf(value), ignorable: false };
    else if (!/^[\r\n]/.test(all)) yield { kind: "text", text: all };
  }
}

const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));
