import { posix } from "node:path";
import { UnreadableError } from "../../data/records/index.ts";
import { decodeText } from "../charset.ts";
import { cellText, type Sheet } from "../sheet/index.ts";
import { below, child, parseXml, unprefixed, type Xml } from "../xml.ts";
import { unzip, zipEntries } from "../zip.ts";
import { readSheet } from "./cells.ts";
import { readLooks } from "./formats.ts";
import { stringText } from "./strings.ts";

/** A part of the package with the parts that it refers to, by the number of the relationship. */
type Part = { root: Xml; related: Map<string, Related> };
type Related = { kind: string; path: string };

const MAIN = "xl/workbook.xml";

/** The sheets of a workbook in their order. Throws `truncated` where a part that it names is missing. */
export function readWorkbook(bytes: Uint8Array): { sheets: Sheet[]; title: string; pictures: number } {
  const entries = new Map(zipEntries(bytes).map((entry) => [entry.name.replaceAll("\\", "/").toLowerCase(), entry]));
  const xmlAt = (path: string): Xml | null => {
    const entry = entries.get(path.toLowerCase());
    return entry ? unprefixed(parseXml(withoutEmptyCells(decodeText(unzip(bytes, entry), null)))) : null;
  };
  const partAt = (path: string): Part | null => {
    const root = xmlAt(path);
    const relations = xmlAt(`${posix.dirname(path)}/_rels/${posix.basename(path)}.rels`);
    return root && { root, related: relatedTo(relations, posix.dirname(path)) };
  };
  const named = relatedTo(xmlAt("_rels/.rels"), "");
  const workbook = partAt(ofKind(named.values(), "officeDocument")?.path ?? MAIN) ?? partAt(MAIN);
  if (!workbook) throw missing("its main part");
  const { root, related } = workbook;
  const needed = (kind: string): Xml | null => {
    const path = ofKind(related.values(), kind)?.path;
    const found = path === undefined ? null : xmlAt(path);
    if (path !== undefined && !found) throw missing(path);
    return found;
  };
  const shared = {
    strings: (needed("sharedStrings")?.children ?? []).map(stringText),
    lookOf: readLooks(needed("styles")),
    date1904: ["1", "true"].includes(child(root, "workbookPr")?.attributes.date1904 ?? ""),
    recalculates: ["1", "true"].includes(child(root, "calcPr")?.attributes.fullCalcOnLoad ?? ""),
  };
  const sheets = [...below(root, "sheet")].flatMap(({ attributes }): Sheet[] => {
    const id = Object.entries(attributes).find(([name]) => /(^|:)id$/.test(name))?.[1] ?? "";
    const link = related.get(id);
    if (id === "" || (link && link.kind !== "worksheet")) return []; // a chart, a dialog, a macro
    const sheet = link && partAt(link.path);
    if (!sheet) throw missing(`the sheet “${attributes.name ?? ""}”`);
    const drawing = ofKind(sheet.related.values(), "drawing");
    const boxes = textBoxes((drawing && xmlAt(drawing.path)) ?? undefined);
    const isHidden = (attributes.state ?? "visible") !== "visible";
    return [{ ...readSheet(attributes.name ?? "", sheet.root, shared), isHidden, boxes }];
  });
  const core = ofKind(named.values(), "core-properties");
  return {
    sheets,
    title: child((core && xmlAt(core.path)) ?? undefined, "title")?.text ?? "",
    pictures: [...entries.keys()].filter((name) => name.startsWith("xl/media/")).length,
  };
}

/** The paragraphs in the boxes that float over a sheet, and the row from which each box hangs. */
function textBoxes(drawing: Xml | undefined): Sheet["boxes"] {
  return (drawing?.children ?? []).flatMap((anchor) => {
    const row = Number(child(child(anchor, "from"), "row")?.text ?? 0) + 1;
    return [...below(anchor, "p")].flatMap((paragraph) => {
      const text = cellText([...below(paragraph, "t")].map((t) => t.text).join(""));
      return text === "" ? [] : [{ row, text }];
    });
  });
}

const ofKind = (related: Iterable<Related>, kind: string): Related | undefined =>
  [...related].find((r) => r.kind === kind);

/** The relationships of a part: what each is (the last word of its type) and where it leads within the package. */
function relatedTo(relations: Xml | null, folder: string): Map<string, Related> {
  const links = (relations?.children ?? []).filter((r) => r.attributes.TargetMode !== "External");
  return new Map(
    links.map(({ attributes: { Id = "", Type = "", Target = "" } }) => [
      Id,
      {
        kind: Type.slice(Type.lastIndexOf("/") + 1),
        path: Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target),
      },
    ]),
  );
}

/** In a sheet of so many characters empty cells are not looked at, whatever their frame. */
const LARGE = 4_000_000;

/** Sheets may have a million cells and rows that hold nothing but a style. */
const withoutEmptyCells = (source: string): string =>
  source.length < LARGE
    ? source
    : source.replace(/<(?:\w+:)?(?:c|row)(?=\s[^<>]*\br=")(?![^<>]*\shidden=)[^<>]*\/>/g, "");

const missing = (what: string): UnreadableError =>
  new UnreadableError("truncated", `the workbook is damaged (${what} is missing): fetch it again`);
