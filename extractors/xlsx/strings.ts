import { cellText } from "../sheet/index.ts";
import { child, type Xml } from "../xml.ts";

/** The text of a string item as it is seen: plain, or in runs of which those struck out do not count. */
export function stringText(item: Xml | undefined): string {
  const pieces = (item?.children ?? []).flatMap((element): string[] => {
    if (element.name === "t") return [written(element.text)];
    const properties = child(element, "rPr");
    if (element.name !== "r" || isStruck(properties)) return [];
    const text = written(child(element, "t")?.text ?? "");
    // A note's small raised number after a figure must not become its last digit.
    return isRaised(properties) ? ["\n", text, "\n"] : [text];
  });
  return cellText(pieces.join(""));
}

/** Excel writes characters that XML does not allow as `_x000D_`. */
export const written = (text: string): string =>
  text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Whether a font, of a run or a cell, strikes out what is written in it. */
export function isStruck(font: Xml | undefined): boolean {
  const strike = child(font, "strike");
  return strike !== undefined && !["0", "false"].includes(strike.attributes.val ?? "1");
}

const isRaised = (font: Xml | undefined): boolean =>
  ["superscript", "subscript"].includes(child(font, "vertAlign")?.attributes.val ?? "");
