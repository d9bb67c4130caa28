/** What a group of an RTF file is for. `wrapper`: only groups within it may be read. */
type Destination = "text" | "wrapper" | "unread" | "fonts" | "title" | "number" | "note" | "box";

/** What holds within a group, and ends with it. */
export type Group = {
  destination: Destination;
  font: number;
  /** How many characters stand after a Unicode one for readers that know none. */
  fallback: number;
  hidden: boolean;
  struck: boolean;
  deleted: boolean;
  position: "above" | "below" | null;
  inTable: boolean;
  depth: number | null;
};

export const OUTERMOST: Group = {
  destination: "text",
  font: -1,
  fallback: 1,
  hidden: false,
  struck: false,
  deleted: false,
  position: null,
  inTable: false,
  depth: null,
};

const words = (list: string): string[] => list.split(" ");
const all = (names: string[], destination: Destination): [string, Destination][] =>
  names.map((name) => [name, destination]);

/** What control words make of the group that they begin. Any other that may be ignored makes it unread. */
export const DESTINATIONS: ReadonlyMap<string, Destination> = new Map([
  ...all(words("fonttbl"), "fonts"),
  ...all(words("title"), "title"),
  ...all(words("listtext pntext"), "number"),
  ...all(words("footnote"), "note"),
  ...all(words("shptxt dptxbxtext"), "box"),
  ...all(words("info upr"), "wrapper"),
  ...all(words("shpinst do shppict nesttableprops ud"), "text"),
  ...all(
    words(
      "colortbl stylesheet pict nonshppict header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn fldinst annotation atnid atnauthor xe tc listtable listoverridetable revtbl themedata datafield objdata shprslt sp sn sv nonesttables bkmkstart bkmkend filetbl pnseclvl",
    ),
    "unread",
  ),
]);

type Change = (group: Group, on: boolean, value: number) => void;

/** What control words change of the group they stand in; `on` unless their value is 0. */
const CHANGES: Record<string, Change> = {
  f: (group, _, value) => {
    group.font = value;
  },
  uc: (group, _, value) => {
    group.fallback = Math.max(0, value);
  },
  v: (group, on) => {
    group.hidden = on;
  },
  strike: (group, on) => {
    group.struck = on;
  },
  striked: (group, on) => {
    group.struck = on;
  },
  deleted: (group, on) => {
    group.deleted = on;
  },
  super: (group, on) => {
    group.position = on ? "above" : null;
  },
  sub: (group, on) => {
    group.position = on ? "below" : null;
  },
  nosupersub: (group) => {
    group.position = null;
  },
  plain: (group) => {
    Object.assign(group, { hidden: false, struck: false, deleted: false, position: null, font: OUTERMOST.font });
  },
  intbl: (group) => {
    group.inTable = true;
  },
  itap: (group, _, value) => {
    group.depth = value;
  },
  pard: (group) => {
    Object.assign(group, { inTable: false, depth: null });
  },
};
/** Applies a control word to a group; whether it was one that changes groups. */
export function changeGroup(group: Group, name: string, value: number | null): boolean {
  const change = Object.hasOwn(CHANGES, name) ? CHANGES[name] : undefined;
  change?.(group, value !== 0, value ?? 0);
  return change !== undefined;
}
