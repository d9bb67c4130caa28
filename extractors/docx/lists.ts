import type { ListLevel, WordList } from "../word/numbering.ts";
import { below, child, type Xml } from "../xml.ts";
import { valueIn } from "./values.ts";

/** The lists of a document by their number. `root`: its numbering definitions, where it has any. */
export function readLists(root: Xml | null): (list: string) => WordList | null {
  const definitions = new Map(
    [...(root ? below(root, "w:abstractNum") : [])].map((a) => [a.attributes["w:abstractNumId"], a]),
  );
  const lists = new Map([...(root ? below(root, "w:num") : [])].map((num) => [num.attributes["w:numId"] ?? "", num]));
  return (list) => {
    const num = lists.get(list);
    const definition = definitions.get(valueIn(num, "w:abstractNumId"));
    if (!num || !definition) return null;
    const restarted = [...below(num, "w:startOverride")].length > 0;
    return { counts: restarted ? num : definition, level: (n) => levelOf(definition, num, n) };
  };
}

function levelOf(definition: Xml, num: Xml, level: number): ListLevel {
  const named = (parent: Xml, name: string): Xml | undefined =>
    parent.children.find((c) => c.name === name && c.attributes["w:ilvl"] === String(level));
  const override = named(num, "w:lvlOverride");
  const found = child(override, "w:lvl") ?? named(definition, "w:lvl");
  return {
    start: Number(valueIn(override, "w:startOverride") ?? valueIn(found, "w:start") ?? 1),
    format: valueIn(found, "w:numFmt") ?? "decimal",
    text: valueIn(found, "w:lvlText") ?? "",
  };
}
