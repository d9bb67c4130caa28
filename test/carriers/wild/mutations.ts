import { isZip, unzip, zipEntries } from "../../../extractors/zip.ts";
import { zip } from "../../extractors/zip.ts";
import type { Choices } from "../../parser/wild/choices.ts";

/** A way in which a file can come to harm. `others`: files to take pieces from. */
export type FileMutation = {
  name: string;
  change(bytes: Uint8Array, choices: Choices, others: readonly Uint8Array[]): Uint8Array;
};

const somewhere = (bytes: Uint8Array, choices: Choices): number => choices.int(0, Math.max(0, bytes.length - 1));
/** Numbers that programs take for lengths, offsets and counts. */
const NUMBERS = ["0", "-1", "65536", "2147483647", "4294967295", "99999999999999999999", "NaN"];

/** Text in the bytes replaced piece by piece; one byte a character, so that the rest stays as it is. */
function inText(
  bytes: Uint8Array,
  pattern: RegExp,
  replacement: (found: string) => string,
  choices: Choices,
): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return bytes;
  const { 0: words, index } = choices.one(found);
  return Buffer.from(text.slice(0, index) + replacement(words) + text.slice(index + words.length), "latin1");
}

/** The parts of a ZIP changed from within, its checksums right again: what reads them must bear it. */
function inside(bytes: Uint8Array, change: (part: Uint8Array) => Uint8Array, choices: Choices): Uint8Array {
  if (!isZip(bytes)) return change(bytes);
  const entries = zipEntries(bytes).filter((entry) => entry.size > 0);
  const struck = choices.one(entries);
  return zip(
    entries.map((entry) => {
      const data = unzip(bytes, entry);
      return { name: entry.name, data: entry === struck ? change(data) : data };
    }),
  );
}

const flipped: FileMutation["change"] = (bytes, choices) => {
  const changed = Uint8Array.from(bytes);
  for (let n = choices.int(1, 12); n > 0; n--) changed[somewhere(bytes, choices)] = choices.int(0, 255);
  return changed;
};
const moved: FileMutation["change"] = (bytes, choices) => {
  const [from, to, length] = [somewhere(bytes, choices), somewhere(bytes, choices), choices.int(1, 4000)];
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + length), bytes.subarray(to)]);
};
const lost: FileMutation["change"] = (bytes, choices) => {
  const from = somewhere(bytes, choices);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + choices.int(1, 2000))]);
};

export const fileMutations: readonly FileMutation[] = [
  { name: "bytes changed", change: flipped },
  { name: "a piece copied", change: moved },
  { name: "a piece lost", change: lost },
  { name: "cut short", change: (bytes, choices) => bytes.subarray(0, somewhere(bytes, choices)) },
  {
    name: "junk before",
    change: (bytes, choices) => Buffer.concat([Buffer.alloc(choices.int(1, 3000), choices.int(0, 255)), bytes]),
  },
  {
    name: "another's end",
    change: (bytes, choices, others) => {
      const other = choices.one(others);
      return Buffer.concat([bytes.subarray(0, somewhere(bytes, choices)), other.subarray(somewhere(other, choices))]);
    },
  },
  { name: "a number changed", change: (bytes, choices) => inText(bytes, /\d+/g, () => choices.one(NUMBERS), choices) },
  {
    name: "a zeroed block",
    change: (bytes, choices) => Uint8Array.from(bytes).fill(0, somewhere(bytes, choices), somewhere(bytes, choices)),
  },
  {
    name: "bytes changed within",
    change: (bytes, choices, others) => inside(bytes, (part) => flipped(part, choices, others), choices),
  },
  {
    name: "a piece copied within",
    change: (bytes, choices, others) => inside(bytes, (part) => moved(part, choices, others), choices),
  },
  {
    name: "a piece lost within",
    change: (bytes, choices, others) => inside(bytes, (part) => lost(part, choices, others), choices),
  },
  {
    name: "a tag lost within",
    change: (bytes, choices) => inside(bytes, (part) => inText(part, /<[^>]{1,80}>/g, () => "", choices), choices),
  },
  {
    name: "a tag doubled a thousand times within",
    change: (bytes, choices) =>
      inside(bytes, (part) => inText(part, /<[^>]{1,80}>/g, (tag) => tag.repeat(1000), choices), choices),
  },
  {
    name: "a number changed within",
    change: (bytes, choices) =>
      inside(bytes, (part) => inText(part, /\d+/g, () => choices.one(NUMBERS), choices), choices),
  },
];
