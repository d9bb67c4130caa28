import { below, child, type Xml } from "../xml.ts";
import { isOn, valueIn } from "./values.ts";

/** What the styles of a document say about its text. */
export type Styles = {
  /** How a run of a paragraph looks, by itself or by the style of either. */
  lookOf(run: Xml, paragraph: Xml): Look;
  /** The list that a paragraph counts in: its own, or its style's. */
  listOf(paragraph: Xml): { list: string; level: number } | null;
};

/** `height`: how far the run is raised above the line, or below it where that is negative, in half points. */
export type Look = {
  isUnseen: boolean;
  isWhite: boolean;
  position: "above" | "below" | null;
  height: number;
  /** The font of its digits, "" where nothing says it. */
  font: string;
};

const POSITIONS: Record<string, Look["position"]> = { superscript: "above", subscript: "below" };
/** Half points, and parts of a hundred of a character's width: text smaller than that is a trace on paper. */
const SMALLEST = 4;
const NARROWEST = 10;
const UNSEEN = ["w:vanish", "w:specVanish", "w:webHidden", "w:strike", "w:dstrike"];

const fontIn = (properties: Xml | undefined): string => {
  const { "w:ascii": ascii, "w:hAnsi": other } = child(properties, "w:rFonts")?.attributes ?? {};
  return ascii ?? other ?? "";
};

/** `root`: the document's style sheet, where it has one. */
export function readStyles(root: Xml | null): Styles {
  const styles = new Map([...(root ? below(root, "w:style") : [])].map((s) => [s.attributes["w:styleId"] ?? "", s]));
  /** A style and those it is based on. */
  const chain = (id: string | undefined): Xml[] => {
    const found: Xml[] = [];
    for (
      let style = styles.get(id ?? "");
      style && !found.includes(style);
      style = styles.get(valueIn(style, "w:basedOn") ?? "")
    )
      found.push(style);
    return found;
  };
  return {
    lookOf(run, paragraph) {
      const own = child(run, "w:rPr");
      const named = [valueIn(own, "w:rStyle"), valueIn(child(paragraph, "w:pPr"), "w:pStyle")];
      const all = [own, ...named.flatMap(chain).map((s) => child(s, "w:rPr"))];
      const said = (name: string): Xml | undefined => all.find((properties) => child(properties, name));
      return {
        isUnseen:
          UNSEEN.some((name) => isOn(said(name), name)) ||
          Number(valueIn(said("w:sz"), "w:sz") ?? SMALLEST) < SMALLEST ||
          Number(valueIn(said("w:w"), "w:w") ?? NARROWEST) < NARROWEST,
        isWhite: /^f{6}$/i.test(valueIn(said("w:color"), "w:color") ?? ""),
        position: POSITIONS[valueIn(said("w:vertAlign"), "w:vertAlign") ?? ""] ?? null,
        height: Number(valueIn(said("w:position"), "w:position") ?? 0),
        font: fontIn(said("w:rFonts")),
      };
    },
    listOf(paragraph) {
      const own = child(paragraph, "w:pPr");
      const all = [own, ...chain(valueIn(own, "w:pStyle")).map((s) => child(s, "w:pPr"))].map((p) =>
        child(p, "w:numPr"),
      );
      const list = all.map((n) => valueIn(n, "w:numId")).find((id) => id !== undefined);
      const level = all.map((n) => valueIn(n, "w:ilvl")).find((l) => l !== undefined) ?? "0";
      return list === undefined || list === "0" ? null : { list, level: Number(level) };
    },
  };
}
