import { InlineText } from "../inline.ts";
import { joinLines } from "../joining.ts";
import type { WordContent } from "../word/content.ts";
import type { CellLayout } from "../word/geometry.ts";
import { nesting } from "../word/nesting.ts";

/** The body, a note or a box of text: collects characters into lines, paragraphs and cells. */
export type Story = {
  text(piece: string, position: "above" | "below" | null): void;
  /** The number of a list that stands before the next paragraph. */
  number(text: string): void;
  box(content: WordContent[]): void;
  endLine(): void;
  endParagraph(depth: number): void;
  endCell(depth: number): void;
  endRow(depth: number, layout: CellLayout[] | null): void;
  end(): WordContent[];
};

export function createStory(): Story {
  const content = nesting();
  const line = new InlineText();
  let lines: string[] = [];
  let boxes: WordContent[][] = [];
  let number = "";

  const endLine = (): void => {
    const text = line.take();
    if (text !== "") lines.push(text);
  };
  const end = (depth: number, endsCell: boolean): void => {
    endLine();
    if (lines[0] !== undefined) lines[0] = joinLines(number, lines[0]);
    content.paragraph({ kind: "paragraph", lines, boxes }, depth, endsCell);
    [lines, boxes, number] = [[], [], ""];
  };
  return {
    text: (piece, position) => line.appendRaised(piece, position),
    number(text) {
      number = text;
    },
    box: (some) => void boxes.push(some),
    endLine,
    endParagraph: (depth) => end(depth, false),
    endCell: (depth) => end(depth, true),
    endRow: (depth, layout) => content.endRow(depth, layout, false),
    end() {
      endLine();
      if (lines.length > 0 || boxes.length > 0) end(0, false);
      return content.end();
    },
  };
}
