import { joinLines } from "./joining.ts";

/** Stands for what is shown and the text does not say. No figure that it is in can be read. */
export const UNREADABLE = "\uFFFD";

/**
 * Text as a browser would lay it out: pieces of inline text appended as they come, blanks collapsed, so that digits split
 * over spans (20|23) stay one number; a break within a cell joined as `joinLines` says.
 */
export class InlineText {
  #done = "";
  #line = "";

  append(piece: string): void {
    this.#line += piece;
  }

  /** Text above or below the line: a number above it is a note's mark, all else stands apart from the line. */
  appendRaised(piece: string, position: "above" | "below" | null): void {
    const mark = position === "above" ? raisedNumber(piece) : null;
    const apart = position !== null && mark === null && piece !== "";
    if (apart) this.breakLine();
    this.append(mark ?? piece);
    if (apart) this.breakLine();
  }

  /** The following text stands on a new line of the same cell, or apart from the line (a superscript). */
  breakLine(): void {
    this.#done = joinLines(this.#done, blanksCollapsed(this.#line));
    this.#line = "";
  }

  /** The text so far, and an empty start again. */
  take(): string {
    this.breakLine();
    const text = this.#done;
    this.#done = "";
    return text;
  }
}

/**
 * A raised number, the mark of a note, in the characters that are made for it: after a figure it must not become its last
 * digit. Null for any other raised text.
 */
export const raisedNumber = (text: string): string | null =>
  /^\s*\d{1,2}\s*$/.test(text) ? [...text.trim()].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(Number(digit))).join("") : null;

/** `&nbsp;` is a blank, characters without width are nothing, one that turns the text about makes it unreadable, and a line break of the source between Chinese characters is no blank. */
export function blanksCollapsed(text: string): string {
  if (!BLANK_OR_NOTHING.test(text)) return text; // most cells of most tables
  return text
    .replaceAll("\u202E", UNREADABLE)
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, "")
    .replace(/(?<=[\u2E80-\uFFEF])[ \t]*[\r\n]\s*(?=[\u2E80-\uFFEF])/g, "")
    .replace(/[\s\u00A0]+/g, (blanks) => (/^\u3000+$/.test(blanks) ? blanks : " "))
    .trim();
}

const BLANK_OR_NOTHING = /[\s\u200B-\u200D\u202E\u2060\uFEFF\u00AD]/;
