import { zip } from "../extractors/zip.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import { escapeHtml as escaped } from "./html.ts";
import { type CellBox, type LaidPage, type Layout, laidOut, PLAIN, type TextLine, widthOf } from "./laid-out.ts";

/** How a line of text is written as objects of a page. */
type TextMarkup = (line: TextLine) => string;
/** How the borders of cells are written. */
type RuleMarkup = (boxes: CellBox[]) => string;
/** How the parts of the package are named, referred to and written. */
type PackageMarkup = { folder: string; absolute: boolean; xml(source: string): string };

const round = (n: number): string => String(Math.round(n * 1e4) / 1e4);
const advances = (text: string, size: number): number[] => [...text].slice(0, -1).map((c) => widthOf(c) * size);

/** A TextObject whose corner is at the line's top left; `inner` in its own space, `scale` millimetres to a unit. */
function textObject(
  { text, x, y, size }: TextLine,
  deltas: string,
  options: { ctm?: string; scale?: number; glyphs?: boolean } = {},
): string {
  const scale = options.scale ?? 1;
  const width = [...text].reduce((sum, c) => sum + widthOf(c) * size, 0);
  const boundary = [x, y - size, width, size * 1.25].map(round).join(" ");
  const glyphs = options.glyphs
    ? `<ofd:CGTransform CodePosition="0" CodeCount="${[...text].length}" GlyphCount="${[...text].length}"><ofd:Glyphs>${[...text].map((c) => (c.codePointAt(0) ?? 0) % 65521).join(" ")}</ofd:Glyphs></ofd:CGTransform>`
    : "";
  const delta = deltas === "" ? "" : ` DeltaX="${deltas}"`;
  return `<ofd:TextObject ID="9" Font="3" Size="${round(size / scale)}"${options.ctm ? ` CTM="${options.ctm}"` : ""} Boundary="${boundary}"><ofd:FillColor Value="0 0 0"/>${glyphs}<ofd:TextCode X="0" Y="${round(size / scale)}"${delta}>${escaped(text)}</ofd:TextCode></ofd:TextObject>`;
}

const spelt = (deltas: number[]): string => deltas.map(round).join(" ");

/** Equal distances that follow each other as `g times distance`. */
function grouped(deltas: number[]): string {
  const runs: { value: string; times: number }[] = [];
  for (const value of deltas.map(round)) {
    const last = runs.at(-1);
    if (last?.value === value) last.times++;
    else runs.push({ value, times: 1 });
  }
  return runs.map(({ value, times }) => (times > 1 ? `g ${times} ${value}` : value)).join(" ");
}

/** A line in pieces of so many characters, each where it stands in the line. */
function pieces(line: TextLine, length: number): TextLine[] {
  const characters = [...line.text];
  let x = line.x;
  return Array.from({ length: Math.ceil(characters.length / length) }, (_, i) => {
    const text = characters.slice(i * length, (i + 1) * length).join("");
    const piece = { ...line, text, x };
    for (const c of text) x += widthOf(c) * line.size;
    return piece;
  });
}

export const TEXTS = {
  "a run a line": (line) => textObject(line, grouped(advances(line.text, line.size))),
  "every distance spelt out": (line) => textObject(line, spelt(advances(line.text, line.size))),
  "an object a character": (line) =>
    pieces(line, 1)
      .map((piece) => textObject(piece, ""))
      .join(""),
  "pieces of three characters": (line) =>
    pieces(line, 3)
      .map((piece) => textObject(piece, spelt(advances(piece.text, piece.size))))
      .join(""),
  "in points, scaled": (line) =>
    textObject(line, spelt(advances(line.text, line.size / 0.3528)), { ctm: "0.3528 0 0 0.3528 0 0", scale: 0.3528 }),
  "of size one, scaled": (line) =>
    textObject(line, spelt(advances(line.text, 0.35)), {
      ctm: `${round(line.size / 0.35)} 0 0 ${round(line.size / 0.35)} 0 0`,
      scale: line.size / 0.35,
    }),
  "glyphs beside their codes": (line) => textObject(line, grouped(advances(line.text, line.size)), { glyphs: true }),
  "no distances": (line) => textObject(line, ""),
  "one object for the page's corner": ({ text, x, y, size }) =>
    `<ofd:TextObject ID="9" Font="3" Size="${round(size)}" Boundary="0 0 297 297"><ofd:TextCode X="${round(x)}" Y="${round(y)}" DeltaX="${spelt(advances(text, size))}">\n        ${escaped(text)}\n      </ofd:TextCode></ofd:TextObject>`,
} satisfies Record<string, TextMarkup>;

const path = (x: number, y: number, width: number, height: number, data: string, attributes = ""): string =>
  `<ofd:PathObject ID="8" Boundary="${[x, y, width, height].map(round).join(" ")}" LineWidth="0.25"${attributes}><ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;

type Side = { x0: number; y0: number; x1: number; y1: number };

const sides = ({ x0, y0, x1, y1, openTop, openBottom }: CellBox): Side[] => [
  ...(openTop ? [] : [{ x0, y0, x1, y1: y0 }]),
  ...(openBottom ? [] : [{ x0, y0: y1, x1, y1 }]),
  { x0, y0, x1: x0, y1 },
  { x0: x1, y0, x1, y1 },
];

export const RULES = {
  "a line a side": (boxes) =>
    boxes
      .flatMap(sides)
      .map((s) => path(s.x0, s.y0, s.x1 - s.x0, s.y1 - s.y0, `M 0 0 L ${round(s.x1 - s.x0)} ${round(s.y1 - s.y0)}`))
      .join(""),
  "a rectangle a cell": (boxes) =>
    boxes
      .map(({ x0, y0, x1, y1, openTop, openBottom }) => {
        const [w, h] = [round(x1 - x0), round(y1 - y0)];
        if (!openTop && !openBottom) return path(x0, y0, x1 - x0, y1 - y0, `M 0 0 L ${w} 0 L ${w} ${h} L 0 ${h} C`);
        const top = openTop ? `M ${w} 0` : `M 0 0 L ${w} 0`;
        return path(x0, y0, x1 - x0, y1 - y0, `${top} L ${w} ${h} ${openBottom ? "M" : "L"} 0 ${h} L 0 0`);
      })
      .join(""),
  "thin filled rectangles": (boxes) =>
    boxes
      .flatMap(sides)
      .map(({ x0, y0, x1, y1 }) => {
        const [w, h] = [Math.max(0.17, x1 - x0), Math.max(0.17, y1 - y0)];
        return path(
          x0,
          y0,
          w,
          h,
          `M 0 0 L ${round(w)} 0 L ${round(w)} ${round(h)} L 0 ${round(h)} L 0 0 C`,
          ' Stroke="false" Fill="true"',
        );
      })
      .join(""),
  "one path for all": (boxes) =>
    path(
      0,
      0,
      297,
      297,
      boxes
        .flatMap(sides)
        .map((s) => `M ${round(s.x0)} ${round(s.y0)} L ${round(s.x1)} ${round(s.y1)}`)
        .join(" "),
    ),
  "in points, scaled": (boxes) =>
    boxes
      .flatMap(sides)
      .map((s) => {
        const [w, h] = [s.x1 - s.x0, s.y1 - s.y0];
        return path(
          s.x0,
          s.y0,
          w,
          h,
          `M 0.00 0.00 L ${round(w / 0.3528)} ${round(h / 0.3528)}`,
          ' CTM="0.3528 0 0 0.3528 0 0"',
        );
      })
      .join(""),
} satisfies Record<string, RuleMarkup>;

const sameXml = (source: string): string => source;

export const PACKAGES = {
  "as the standard shows": { folder: "Doc_0", absolute: false, xml: sameXml },
  "absolute names": { folder: "Doc_0", absolute: true, xml: sameXml },
  "no prefix, a byte order mark": {
    folder: "Doc_0",
    absolute: false,
    xml: (source) => `\uFEFF${source.replaceAll(/(<\/?)ofd:/g, "$1").replaceAll("xmlns:ofd=", "xmlns=")}`,
  },
  "another prefix, other folders": {
    folder: "Docs/报告 1",
    absolute: true,
    xml: (source) => source.replaceAll(/(<\/?|xmlns:)ofd\b/g, "$1n1"),
  },
} satisfies Record<string, PackageMarkup>;

/** What stands on every page besides the text. */
export const PAGES = {
  nothing: { head: "", foot: () => "" },
  "a page number": { head: "", foot: (n: number) => `- ${n} -` },
  "a running head by template": {
    head: "青石县人民政府办公室",
    foot: (n: number, of: number) => `第 ${n} 页 共 ${of} 页`,
  },
} satisfies Record<string, { head: string; foot(n: number, of: number): string }>;

/** One of each kind of choice; what is not named is the first. */
export type OfdLook = {
  text?: keyof typeof TEXTS;
  rules?: keyof typeof RULES;
  parts?: keyof typeof PACKAGES;
  pages?: keyof typeof PAGES;
  layout?: Partial<Layout>;
  /** Whether the page's objects are in blocks within its layer, and its rules in a drawing that the page refers to. */
  nested?: boolean;
  signed?: boolean;
};

/** The blocks as an OFD document, written by hand. */
export function ofd(title: string, blocks: SourceBlock[], look: OfdLook = {}): Uint8Array {
  const text = TEXTS[look.text ?? "a run a line"];
  const rules = RULES[look.rules ?? "a line a side"];
  const { folder, absolute, xml } = PACKAGES[look.parts ?? "as the standard shows"];
  const { head, foot } = PAGES[look.pages ?? "nothing"];
  const pages = laidOut(blocks, { ...PLAIN, ...look.layout });
  const named = (name: string): string => (absolute ? `/${folder}/${name}` : name);
  const units: string[] = [];
  const pageXml = (page: LaidPage, i: number): string => {
    const line = (words: string, y: number): string =>
      words === "" ? "" : text({ text: words, x: page.width / 2 - 10, y, size: 3.18 });
    const words = page.lines.map(text).join("") + line(foot(i + 1, pages.length), page.height - 12);
    const drawing = page.boxes.length > 0 ? rules(page.boxes) : "";
    if (look.nested)
      units.push(
        `<ofd:CompositeGraphicUnit ID="${100 + i}" Width="${page.width}" Height="${page.height}"><ofd:Content>${drawing}</ofd:Content></ofd:CompositeGraphicUnit>`,
      );
    const objects = look.nested
      ? `<ofd:CompositeObject ID="7" ResourceID="${100 + i}" Boundary="0 0 ${page.width} ${page.height}"/><ofd:PageBlock ID="6"><ofd:PageBlock ID="5">${words}</ofd:PageBlock></ofd:PageBlock>`
      : drawing + words;
    const template = head === "" ? "" : '<ofd:Template TemplateID="2" ZOrder="Background"/>';
    return `<ofd:Page ${NAMESPACE}>${template}<ofd:Area><ofd:PhysicalBox>0 0 ${page.width} ${page.height}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="4" Type="Body">${objects}</ofd:Layer></ofd:Content></ofd:Page>`;
  };
  const contents = pages.map((page, i) => ({ name: `Pages/Page_${i}/Content.xml`, content: pageXml(page, i) }));
  const parts: Record<string, string> = {
    "OFD.xml": `<ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID><ofd:Title>${escaped(title)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>${absolute ? "/" : ""}${folder}/Document.xml</ofd:DocRoot>${look.signed ? `<ofd:Signatures>/${folder}/Signs/Signatures.xml</ofd:Signatures>` : ""}</ofd:DocBody></ofd:OFD>`,
    [`${folder}/Document.xml`]: `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>${named("PublicRes.xml")}</ofd:PublicRes>${head === "" ? "" : `<ofd:TemplatePage ID="2" BaseLoc="${named("Tpls/Tpl_0/Content.xml")}"/>`}</ofd:CommonData><ofd:Pages>${contents.map(({ name }, i) => `<ofd:Page ID="${10 + i}" BaseLoc="${named(name)}"/>`).join("")}</ofd:Pages></ofd:Document>`,
    [`${folder}/PublicRes.xml`]: `<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/></ofd:Fonts>${units.length > 0 ? `<ofd:CompositeGraphicUnits>${units.join("")}</ofd:CompositeGraphicUnits>` : ""}</ofd:Res>`,
    ...Object.fromEntries(contents.map(({ name, content }) => [`${folder}/${name}`, content])),
  };
  if (head !== "")
    parts[`${folder}/Tpls/Tpl_0/Content.xml`] =
      `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer ID="4" Type="Background">${text({ text: head, x: 80, y: 15, size: 3.18 })}</ofd:Layer></ofd:Content></ofd:Page>`;
  if (look.signed)
    parts[`${folder}/Signs/Signatures.xml`] =
      `<ofd:Signatures ${NAMESPACE}><ofd:MaxSignId>1</ofd:MaxSignId></ofd:Signatures>`;
  return zip(Object.entries(parts).map(([name, source]) => ({ name, data: Buffer.from(xml(`${XML}${source}`)) })));
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
