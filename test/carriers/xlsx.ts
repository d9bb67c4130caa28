import { zip } from "../extractors/zip.ts";
import { resolveSpans, type SourceBlock, type SpanTable } from "../generate/blocks.ts";
import { escapeHtml as escaped } from "./html.ts";

/** Where the string of a cell is kept. `shared`: the strings that the workbook keeps in one place. */
type Strings = (text: string, address: string, style: number, shared: string[]) => string;
/** How a cell that shows a number holds it. Null where it cannot show just these characters. */
type Numbers = (text: string, address: string) => string | null;

const inline = (inner: string, address: string, style: number): string =>
  `<c r="${address}" s="${style}" t="inlineStr"><is>${inner}</is></c>`;
const preserved = (text: string): string => `<t xml:space="preserve">${escaped(text)}</t>`;

export const STRINGS = {
  "shared strings": (text, address, style, shared) => {
    const at = shared.indexOf(preserved(text));
    const index = at >= 0 ? at : shared.push(preserved(text)) - 1;
    return `<c r="${address}" s="${style}" t="s"><v>${index}</v></c>`;
  },
  "inline strings": (text, address, style) => inline(preserved(text), address, style),
  "rich text, struck out and read aloud": (text, address, style) =>
    inline(
      `<r><rPr><b/></rPr>${preserved(text.slice(0, 1))}</r><r><rPr><strike/></rPr>${preserved("5旧")}</r><r>${preserved(text.slice(1))}</r><rPh sb="0" eb="1"><t>ド</t></rPh>`,
      address,
      style,
    ),
  "formulas that give strings": (text, address, style) =>
    `<c r="${address}" s="${style}" t="str"><f>CONCATENATE("${escaped(text)}")</f><v>${escaped(text)}</v></c>`,
} satisfies Record<string, Strings>;

/** Styles by number: 1 bordered, 2 `0.00`, 3 `#,##0`, 4 `0"件"`, 5 struck out. */
const exact = (text: string): boolean => String(Number(text)) === text;
const numeric = (text: string, address: string, style: number, formula = ""): string | null =>
  exact(text) ? `<c r="${address}" s="${style}">${formula}<v>${text}</v></c>` : null;

export const NUMBERS = {
  numbers: (text, address) => numeric(text, address, 1),
  "numbers kept as text": () => null,
  "sums with their results": (text, address) => numeric(text, address, 1, `<f>SUM(${text.replaceAll(",", "")})</f>`),
  "numbers with a format": (text, address) => {
    const plain = text.replace(/,(?=\d{3}(?!\d))/g, "");
    if (/^\d+\.\d\d$/.test(text)) return `<c r="${address}" s="2"><v>${Number(text)}</v></c>`;
    if (/^\d+件$/.test(text)) return numeric(text.slice(0, -1), address, 4);
    return plain !== text && exact(plain) ? numeric(plain, address, 3) : numeric(text, address, 1);
  },
} satisfies Record<string, Numbers>;

export const SHEETS = ["one sheet", "a sheet a table", "one sheet, tables below each other without a gap"] as const;
export const PROSE = ["merged over the sheet", "in the first cell"] as const;
/** What else the workbook holds that nobody sees. */
export const UNSEEN = [
  "nothing",
  "hidden rows, columns and sheets",
  "a used range of the whole sheet",
  "another prefix",
] as const;

export type XlsxLook = {
  strings?: keyof typeof STRINGS;
  numbers?: keyof typeof NUMBERS;
  sheets?: (typeof SHEETS)[number];
  prose?: (typeof PROSE)[number];
  unseen?: (typeof UNSEEN)[number];
  /** How many columns and rows are left free before the first. */
  offset?: number;
};

const letters = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1);

/** The blocks as an Excel workbook, written by hand. */
export function xlsx(title: string, blocks: SourceBlock[], look: XlsxLook = {}): Uint8Array {
  const shared: string[] = [];
  const several = look.sheets === "a sheet a table";
  const groups = several ? grouped(blocks) : [{ name: "Sheet1", blocks }];
  const sheets = groups.map(({ name, blocks: own }) => ({ name, xml: worksheet(own, look, shared), state: "" }));
  if (look.unseen === UNSEEN[1])
    sheets.push({
      name: "底稿",
      xml: worksheet([{ kind: "table", rows: JUNK }], {}, shared),
      state: ' state="hidden"',
    });
  const parts: Record<string, string> = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEETML}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEETML}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${SHEETML}.sharedStrings+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${SHEETML}.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": relations([
      { kind: "officeDocument", target: "xl/workbook.xml" },
      { kind: "metadata/core-properties", target: "docProps/core.xml" },
    ]),
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title></cp:coreProperties>`,
    "xl/workbook.xml": `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets.map(({ name, state }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state} r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, i) => ({ kind: "worksheet", target: `worksheets/sheet${i + 1}.xml` })),
      { kind: "styles", target: "styles.xml" },
      { kind: "sharedStrings", target: "/xl/sharedStrings.xml" },
    ]),
    "xl/styles.xml": STYLES,
    ...Object.fromEntries(sheets.map(({ xml }, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
    "xl/sharedStrings.xml": `<sst ${MAIN}>${shared.map((s) => `<si>${s}</si>`).join("")}</sst>`,
  };
  const written = (name: string, xml: string): string =>
    look.unseen === "another prefix" && /^xl\/[^_]/.test(name)
      ? xml.replaceAll(/(<\/?)(?=[a-z])/gi, "$1x:").replace("xmlns=", "xmlns:x=")
      : xml;
  return zip(Object.entries(parts).map(([name, xml]) => ({ name, data: Buffer.from(`${XML}${written(name, xml)}`) })));
}

/** A table with the prose above it goes on a sheet of its own, named for its heading. */
function grouped(blocks: SourceBlock[]): { name: string; blocks: SourceBlock[] }[] {
  const groups: { name: string; blocks: SourceBlock[] }[] = [];
  let own: SourceBlock[] = [];
  for (const block of blocks) {
    own.push(block);
    if (block.kind !== "table") continue;
    groups.push({ name: `表${groups.length + 1}`, blocks: own });
    own = [];
  }
  if (own.length > 0) groups.push({ name: "其他", blocks: own });
  return groups;
}

function worksheet(blocks: SourceBlock[], look: XlsxLook, shared: string[]): string {
  const strings = STRINGS[look.strings ?? "shared strings"];
  const numbers = NUMBERS[look.numbers ?? "numbers"];
  const first = 1 + (look.offset ?? 0);
  const hides = look.unseen === UNSEEN[1];
  const width = Math.max(
    1,
    ...blocks.map((b) => (b.kind === "table" ? Math.max(...resolveSpans(b.rows).map((row) => row.length)) : 0)),
  );
  const merged: string[] = [];
  const rows: string[] = [];
  let row = first;
  const cell = (text: string, column: number): string => {
    const address = letters(column) + row;
    if (text === "") return `<c r="${address}" s="1"/>`;
    return (/^[-\d]/.test(text) ? numbers(text, address) : null) ?? strings(text, address, 1, shared);
  };
  const add = (cells: string, hidden = false): void => {
    rows.push(`<row r="${row}"${hidden ? ' hidden="1"' : ""}>${cells}</row>`);
    row++;
  };
  const merge = (column: number, colspan: number, rowspan: number): void => {
    if (colspan * rowspan > 1)
      merged.push(`${letters(column)}${row}:${letters(column + colspan - 1)}${row + rowspan - 1}`);
  };
  for (const block of blocks) {
    if (block.kind !== "table") {
      if (look.prose !== "in the first cell") merge(first, width, 1);
      add(cell(block.text, first));
      continue;
    }
    for (const [i, cells] of placed(block.rows).entries()) {
      for (const { column, colspan, rowspan } of cells)
        merge(first + column, colspan, rowspan + (hides && i <= 1 && i + rowspan > 2 ? 1 : 0));
      add(cells.map(({ text, column }) => cell(text, first + column)).join(""));
      if (hides && i === 1) add(cell("隐藏", first) + cell("77", first + 1), true);
    }
    if (look.sheets !== SHEETS[2]) row++;
  }
  const hiddenColumn = hides
    ? `<cols><col min="${first + width}" max="${first + width}" width="9" hidden="1"/></cols>`
    : "";
  if (hides) {
    row = first;
    rows[0] = rows[0]?.replace("</row>", `${cell("88", first + width)}</row>`) ?? "";
  }
  const whole = look.unseen === "a used range of the whole sheet";
  if (whole)
    rows.push(...Array.from({ length: 2000 }, (_, i) => `<row r="${row + i}"><c r="A${row + i}" s="1"/></row>`));
  return `<worksheet ${MAIN}><dimension ref="${whole ? "A1:XFD1048576" : `A1:${letters(first + width)}${row}`}"/>${hiddenColumn}<sheetData>${rows.join("")}</sheetData>${merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>` : ""}</worksheet>`;
}

type Placed = { text: string; column: number; colspan: number; rowspan: number };

/** The cells of each row with the column in which they begin. */
function placed(table: SpanTable): Placed[][] {
  const marked = table.map((cells, r) => cells.map((c, i) => ({ ...c, text: `${r} ${i}` })));
  return resolveSpans(marked).map((line, r) =>
    line.flatMap((mark, column): Placed[] => {
      const [own, i] = mark.split(" ").map(Number);
      const found = mark === "" || own !== r ? undefined : table[r]?.[i ?? 0];
      return found ? [{ text: found.text, column, colspan: found.colspan ?? 1, rowspan: found.rowspan ?? 1 }] : [];
    }),
  );
}

const JUNK: SpanTable = [[{ text: "一、本年新收政府信息公开申请数量" }, { text: "999" }]];
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const STYLES = `<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="0&quot;件&quot;"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><strike/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="0" borderId="1"/><xf numFmtId="2" borderId="1"/><xf numFmtId="3" borderId="1"/><xf numFmtId="164" borderId="1"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`;

const relations = (links: { kind: string; target: string }[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.map(({ kind, target }, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join("")}</Relationships>`;
