import { UnreadableError } from "../../data/records/index.ts";
import type { WordDocument } from "../word/extraction.ts";
import { fontTable } from "./fonts.ts";
import { changeGroup, DESTINATIONS, type Group, OUTERMOST } from "./groups.ts";
import { rowLayout } from "./rows.ts";
import { createStory, type Story } from "./story.ts";
import { type Token, tokens } from "./tokens.ts";

/** A group that is open, and the note or box that began with it. */
type Open = { group: Group; begun: { story: Story; isNote: boolean } | null };

const MAX_DEPTH = 1000;

/** Symbols and named characters as text. */
const CHARACTERS: Record<string, string> = {
  tab: " ",
  "~": "\u00A0",
  "-": "",
  _: "-",
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  emspace: " ",
  enspace: " ",
  qmspace: " ",
};

/** All that an RTF file shows. Throws `truncated` where its groups do not all end. */
export function readDocument(bytes: Uint8Array): WordDocument {
  const result: WordDocument = { body: [], notes: [], title: "", pictures: 0, trackedChanges: 0 };
  const fonts = fontTable();
  const outer = rowLayout();
  let layout = outer;
  const stack: Open[] = [];
  const stories = [createStory()];
  let group: Group = { ...OUTERMOST };
  /** Bytes of a run of text, which only together are characters. */
  let run = "";
  let number = "";
  /** How many characters still stand for a Unicode one. */
  let standIns = 0;
  /** How many groups are open within one that is not read. */
  let unread = 0;

  const story = (): Story => stories.at(-1) ?? createStory();
  const depth = (): number => Math.max(0, group.depth ?? (group.inTable ? 1 : 0));

  const write = (text: string): void => {
    if (group.destination === "text" && !group.hidden && !group.struck && !group.deleted)
      story().text(text, group.position);
    if (group.destination === "number") number += text;
    if (group.destination === "title") result.title += text;
    if (group.destination === "fonts") fonts.name(text);
  };
  const endRun = (): void => {
    if (run === "") return;
    write(group.destination === "fonts" ? fonts.plain(run) : fonts.text(run, group.font));
    run = "";
  };
  const text = (piece: string): void => {
    const skipped = Math.min(standIns, piece.length);
    standIns -= skipped;
    run += piece.slice(skipped);
  };

  const open = (): void => {
    endRun();
    if (stack.length >= MAX_DEPTH)
      throw new UnreadableError("too_large", `the document nests groups more than ${MAX_DEPTH} deep: it is not read`);
    stack.push({ group, begun: null });
    group = { ...group };
  };
  const close = (): void => {
    endRun();
    standIns = 0;
    const { group: around = group, begun = null } = stack.pop() ?? {};
    if (group.destination === "number" && around.destination !== "number") {
      story().number(/[\p{L}\p{N}]/u.test(number) ? number.trim() : "");
      number = "";
    }
    if (begun) {
      stories.pop();
      if (begun.isNote) result.notes.push(begun.story.end());
      else story().box(begun.story.end());
    }
    group = around;
    if (stack.length === 0) layout = outer;
  };
  const begin = (name: string): void => {
    const destination = DESTINATIONS.get(name) ?? "unread";
    if (name === "pict") result.pictures++;
    if (name === "nesttableprops") layout = rowLayout();
    if (destination === "unread") unread = 1;
    group.destination = destination;
    const around = stack.at(-1);
    if (!around || (destination !== "note" && destination !== "box")) return;
    const begun = createStory();
    stories.push(begun);
    around.begun = { story: begun, isNote: destination === "note" };
    group = { ...OUTERMOST };
  };

  const structure: Record<string, () => void> = {
    par: () => story().endParagraph(depth()),
    "\n": () => story().endParagraph(depth()),
    "\r": () => story().endParagraph(depth()),
    sect: () => story().endParagraph(depth()),
    page: () => story().endLine(),
    line: () => story().endLine(),
    column: () => story().endLine(),
    cell: () => story().endCell(1),
    nestcell: () => story().endCell(depth()),
    row: () => story().endRow(1, layout.cells()),
    nestrow: () => {
      story().endRow(depth(), layout.cells());
      layout = outer;
    },
  };

  const word = (name: string, value: number | null, ignorable: boolean): void => {
    if (name === "u") {
      endRun();
      write(String.fromCharCode((value ?? 0) & 0xffff));
      standIns = group.fallback;
      return;
    }
    endRun();
    const character = Object.hasOwn(CHARACTERS, name) ? CHARACTERS[name] : undefined;
    if (character !== undefined) write(character);
    else if (DESTINATIONS.has(name) || ignorable) begin(name);
    else if (Object.hasOwn(structure, name) && group.destination === "text") structure[name]?.();
    else if ((name !== "f" || group.destination === "fonts") && fonts.take(name, value ?? 0)) return;
    else if (!layout.take(name, value ?? 0)) {
      if ((name === "deleted" || name === "revised") && value !== 0) result.trackedChanges++;
      changeGroup(group, name, value);
    }
  };

  for (const token of tokens(bytes)) {
    if (unread > 0) unread += nested(token);
    if (unread > 0) continue;
    if (token.kind === "text") text(token.text);
    else if (token.kind === "open") open();
    else if (token.kind === "word") word(token.name, token.value, token.ignorable);
    else close();
    if (token.kind === "close" && stack.length === 0) {
      result.body = story().end();
      return result;
    }
  }
  throw new UnreadableError("truncated", "the RTF document is cut short (its groups do not all end): fetch it again");
}

const nested = ({ kind }: Token): number => (kind === "open" ? 1 : kind === "close" ? -1 : 0);
