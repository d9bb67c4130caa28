import { below, child, type Xml } from "../xml.ts";
import { isOn, valueIn } from "./values.ts";

/** What the styles of a document say about its text. */
export type Styles = {
  /** Whether a run is hidden or struck out, by itself or by its style. */
  isUnseen(run: Xml): boolean;
  /** The list that a paragraph counts in: its own, or its style's. */
  listOf(paragraph: Xml): { list: string; level: number } | null;
};

const UNSEEN = ["w:vanish", "w:specVanish", "w:webHidden", "w:strike", "w:dstrike"];

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
    isUnseen(run) {
      const own = child(run, "w:rPr");
      const all = [own, ...chain(valueIn(own, "w:rStyle")).map((s) => child(s, "w:rPr"))];
      return UNSEEN.some((name) =>
        isOn(
          all.find((properties) => child(properties, name)),
          name,
        ),
      );
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
