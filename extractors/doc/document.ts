import { joinLines } from "../joining.ts";
import type { OleFile } from "../ole.ts";
import type { WordContent } from "../word/content.ts";
import type { WordDocument } from "../word/extraction.ts";
import { nesting } from "../word/nesting.ts";
import { listCounter } from "../word/numbering.ts";
import { type Binary, binary, damaged } from "./binary.ts";
import { type Box, readBoxes } from "./boxes.ts";
import { type Fib, isBeforeWord97, readFib, type Structure } from "./fib.ts";
import { readFonts } from "./fonts.ts";
import { lineReader } from "./lines.ts";
import { readLists } from "./lists.ts";
import { lookReader } from "./looks.ts";
import { paragraphReader } from "./paragraphs.ts";
import { readPieces } from "./pieces.ts";
import { rowLayout } from "./rows.ts";
import { characterRuns, paragraphRuns } from "./runs.ts";
import { readStyles } from "./styles.ts";

/** What of a document is read alike in all of its stories. */
type Stories = {
  length: number;
  read(start: number, end: number, boxesAt: (anchor: number) => WordContent[][]): WordContent[];
  /** What has been met on the way; a tracked change is counted by the run. */
  met: { pictures: number; trackedChanges: number };
};

/** Whether a file is of a Word before 97, which lays out its text in another way. */
export const isOlder = (file: OleFile): boolean =>
  isBeforeWord97(binary(file.stream("WordDocument") ?? new Uint8Array()));

/** All that a Word 97–2003 file shows: its body with the boxes that float in it, and its notes. */
export function readDocument(file: OleFile): Omit<WordDocument, "title"> {
  const main = binary(file.stream("WordDocument") ?? new Uint8Array());
  const fib = readFib(main);
  const table = binary(file.stream(fib.tableStream) ?? new Uint8Array());
  const structure = (name: Structure): Binary => {
    const { start, length } = fib.at(name);
    return binary(length === 0 ? new Uint8Array() : table.slice(start, length));
  };
  const stories = storyReader(main, table, fib, structure, file.stream("Data") ?? new Uint8Array());

  const { body, footnotes, headers, macros, comments, endnotes, boxes } = fib.lengths;
  const endnotesAt = body + footnotes + headers + macros + comments;
  const boxesAt = endnotesAt + endnotes;
  if (boxesAt + boxes > stories.length) throw damaged();
  const without = (): WordContent[][] => [];
  const unread = new Set(readBoxes(structure("shapes"), structure("boxes")).filter((box) => box.end <= boxes));
  const readBox = (box: Box): WordContent[] => {
    unread.delete(box);
    return stories.read(boxesAt + box.start, boxesAt + box.end, without);
  };
  const content = stories.read(0, body, (anchor) => [...unread].filter((box) => box.anchor === anchor).map(readBox));
  // Boxes of a group of shapes hang at the group: where that is, another structure knows.
  content.push(...[...unread].flatMap(readBox));
  const notes = [
    stories.read(body, body + footnotes, without),
    stories.read(endnotesAt, endnotesAt + endnotes, without),
  ];
  return { body: content, notes, ...stories.met };
}

function storyReader(
  main: Binary,
  table: Binary,
  fib: Fib,
  structure: (name: Structure) => Binary,
  data: Uint8Array,
): Stories {
  const pieces = readPieces(main, structure("pieces"));
  const styles = readStyles(structure("styles"));
  const paragraphs = paragraphReader(pieces, paragraphRuns(main, structure("paragraphRuns")), styles, data);
  const looks = lookReader(pieces, characterRuns(main, structure("characterRuns")), styles);
  const count = listCounter(readLists(table, fib.at("lists"), fib.at("listUses")));
  const fontName = readFonts(structure("fonts"));
  const met = { pictures: 0, trackedChanges: 0 };
  return {
    length: pieces.text.length,
    met,
    read(start, end, boxesAt) {
      const content = nesting();
      const line = lineReader(pieces.text, start, end, fontName);
      for (const paragraph of paragraphs(start, end)) {
        const { depth, list, style } = paragraph;
        const texts = looks(paragraph.start, paragraph.end, style);
        met.trackedChanges += texts.filter(({ look }) => look.deleted || look.inserted).length;
        if (paragraph.endsRow) {
          content.endRow(depth, rowLayout(paragraph.row), texts.at(-1)?.look.deleted ?? false);
          continue;
        }
        const { lines, anchors } = line.read(texts);
        if (lines[0] !== undefined && list) lines[0] = joinLines(count(list.list, list.level), lines[0]);
        content.paragraph({ kind: "paragraph", lines, boxes: anchors.flatMap(boxesAt) }, depth, paragraph.endsCell);
      }
      met.pictures += line.pictures();
      return content.end();
    },
  };
}
