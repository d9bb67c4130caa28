import { below, child, type Xml } from "../xml.ts";
import type { Parts } from "./document.ts";

/** What Word 2003 calls otherwise. Sections and chapters only wrap what they hold. */
const NAMES: Record<string, string> = {
  "w:vmerge": "w:vMerge",
  "w:hmerge": "w:hMerge",
  "wx:sect": "w:sdtContent",
  "wx:sub-section": "w:sdtContent",
};
const ANNOTATIONS: Record<string, string> = { "Word.Deletion": "w:del", "Word.Insertion": "w:ins" };
const NOTES = new Set(["w:footnote", "w:endnote"]);

/** The single XML file of Word 2003 as the parts that Word has had since 2007. */
export function partsOf2003(root: Xml): Parts {
  const document = renamed(root);
  const notes: Xml = { name: "w:footnotes", attributes: {}, text: "", children: notesIn(root).map(renamed) };
  const title = child(child(root, "o:DocumentProperties"), "o:Title")?.text ?? "";
  const properties: Xml = {
    name: "cp:coreProperties",
    attributes: {},
    text: "",
    children: [{ name: "dc:title", attributes: {}, text: title, children: [] }],
  };
  const parts: [string, Xml][] = [
    ["word/document.xml", document],
    ["word/styles.xml", child(document, "w:styles") ?? document],
    ["word/footnotes.xml", notes],
    ["docProps/core.xml", properties],
  ];
  return (name) => parts.find(([part]) => name.test(part))?.[1] ?? null;
}

const notesIn = (root: Xml): Xml[] =>
  [...NOTES].flatMap((name) => [...below(child(root, "w:body") ?? root, name)]).filter((n) => n.children.length > 0);

function renamed(element: Xml): Xml {
  const children = element.children.flatMap((c): Xml[] => {
    if (NOTES.has(c.name)) return [];
    if (c.name === "aml:content") return c.children.map(renamed);
    return [renamed(c)];
  });
  const name =
    element.name === "aml:annotation"
      ? (ANNOTATIONS[element.attributes["w:type"] ?? ""] ?? element.name)
      : (NAMES[element.name] ?? element.name);
  return { ...element, name, children: element.name === "w:p" ? [...listNumber(element), ...children] : children };
}

/** The number that Word shows before a paragraph stands in the file as text, in another place. */
function listNumber(paragraph: Xml): Xml[] {
  const number = child(child(child(paragraph, "w:pPr"), "w:listPr"), "wx:t")?.attributes["wx:val"] ?? "";
  if (!/[\p{L}\p{N}]/u.test(number)) return [];
  return [{ name: "w:t", attributes: {}, text: number, children: [] }];
}
