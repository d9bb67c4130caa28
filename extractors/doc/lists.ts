import type { ListLevel, WordList } from "../word/numbering.ts";
import type { Binary } from "./binary.ts";

type Level = ListLevel & { end: number };
type Definition = { levels: ListLevel[] };

const NO_LEVEL: ListLevel = { start: 1, format: "none", text: "" };
/** The number formats of [MS-OSHARED] 2.2.1.3 as DOCX names them; all others are written as decimals. */
const FORMATS: Record<number, string> = {
  3: "upperLetter",
  4: "lowerLetter",
  10: "ideographDigital",
  11: "japaneseCounting",
  14: "decimalFullWidth",
  18: "decimalEnclosedCircle",
  19: "decimalFullWidth",
  23: "bullet",
  28: "decimalEnclosedCircleChinese",
  33: "taiwaneseCounting",
  34: "ideographLegalTraditional",
  35: "taiwaneseCountingThousand",
  36: "taiwaneseDigital",
  37: "chineseCounting",
  38: "chineseLegalSimplified",
  39: "chineseCountingThousand",
  255: "none",
};

/** The lists of a document by their number. `lists` defines them (its levels lie behind it), `uses` numbers them. */
export function readLists(
  stream: Binary,
  lists: { start: number; length: number },
  uses: { start: number; length: number },
): (list: string) => WordList | null {
  if (lists.length === 0 || uses.length === 0) return () => null;
  const definitions = new Map<number, Definition>();
  let at = lists.start + lists.length;
  for (let i = 0; i < stream.u16(lists.start); i++) {
    const head = lists.start + 2 + 28 * i;
    const levels: Level[] = [];
    for (let n = (stream.u8(head + 26) & 1) === 1 ? 1 : 9; n > 0; n--) {
      const level = levelAt(stream, at);
      levels.push(level);
      at = level.end;
    }
    definitions.set(stream.u32(head), { levels });
  }
  const numbered = usesAt(stream, uses.start, definitions);
  return (list) => numbered[Number(list) - 1] ?? null;
}

function usesAt(stream: Binary, start: number, definitions: Map<number, Definition>): (WordList | null)[] {
  const count = stream.u32(start);
  let at = start + 4 + 16 * count;
  return Array.from({ length: Math.min(count, stream.length / 16) }, (_, i): WordList | null => {
    const head = start + 4 + 16 * i;
    const definition = definitions.get(stream.u32(head));
    const own = new Map<number, Partial<ListLevel>>();
    at += 4;
    for (let n = stream.u8(head + 12); n > 0; n--) {
      const flags = stream.u32(at + 4);
      const restarted: Partial<ListLevel> = flags & 0x10 ? { start: stream.u32(at) } : {};
      at += 8;
      if (flags & 0x20) {
        const level = levelAt(stream, at);
        own.set(flags & 0xf, level);
        at = level.end;
      } else own.set(flags & 0xf, restarted);
    }
    if (!definition) return null;
    const restarts = [...own.values()].some((level) => level.start !== undefined);
    return {
      counts: restarts ? own : definition,
      level: (n) => ({ ...(definition.levels[n] ?? NO_LEVEL), ...own.get(n) }),
    };
  });
}

function levelAt(stream: Binary, at: number): Level {
  const text = at + 28 + stream.u8(at + 24) + stream.u8(at + 25);
  const length = stream.u16(text);
  const characters = Array.from({ length }, (_, i) => stream.u16(text + 2 + 2 * i));
  return {
    start: stream.u32(at),
    format: FORMATS[stream.u8(at + 4)] ?? "decimal",
    text: characters.map((c) => (c < 9 ? `%${c + 1}` : String.fromCharCode(c))).join(""),
    end: text + 2 + 2 * length,
  };
}
