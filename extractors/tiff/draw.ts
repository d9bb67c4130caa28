import { UnreadableError } from "../../data/records/index.ts";
import { blankPicture, type Picture, paste } from "../ocr/index.ts";
import { drawnPages } from "../pdf/raster.ts";
import type { TiffPage } from "./pages.ts";

/**
 * A page of a TIFF as a picture. PDF knows all ways in which a TIFF packs its rows, so each strip becomes a page of a PDF, is
 * drawn dot by dot, and takes its place.
 */
export async function drawnTiff(page: TiffPage): Promise<Picture> {
  const whole = blankPicture(page.width, page.height);
  const pdf = pdfOf(page);
  let drawn = 0;
  const numbers = page.strips.map((_, i) => i + 1);
  for await (const { number, picture } of drawnPages(pdf, numbers, { unit: 1 })) {
    paste(picture, whole, 0, (number - 1) * page.rowsPerStrip);
    drawn += 1;
  }
  if (drawn < page.strips.length)
    throw new UnreadableError("truncated", "the TIFF image is damaged and cannot be decoded: fetch it again");
  return whole;
}

/** A PDF whose pages are the strips, a point a dot. */
function pdfOf(page: TiffPage): Uint8Array {
  const dictionary = pictureDictionary(page);
  const objects: (string | Uint8Array)[][] = page.strips.flatMap((strip, i) => {
    const rows = Math.min(page.rowsPerStrip, page.height - i * page.rowsPerStrip);
    const data = page.jpegTables === null ? strip : withTables(strip, page.jpegTables);
    const content = `${page.width} 0 0 ${rows} 0 0 cm /P Do`;
    const [own, picture, drawing] = [3 + 3 * i, 4 + 3 * i, 5 + 3 * i];
    return [
      [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${page.width} ${rows}]/Contents ${drawing} 0 R/Resources<</XObject<</P ${picture} 0 R>>>>>>`,
      ],
      [
        `<</Subtype/Image/Width ${page.width}/Height ${rows}/Length ${data.length}${dictionary(rows)}>>stream\n`,
        data,
        "\nendstream",
      ],
      [`<</Length ${content.length}>>stream\n${content}\nendstream`],
    ].map((object, k) => [`${[own, picture, drawing][k]} 0 obj`, ...object, "endobj\n"]);
  });
  const kids = page.strips.map((_, i) => `${3 + 3 * i} 0 R`).join(" ");
  return withTable([
    ["1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"],
    [`2 0 obj<</Type/Pages/Count ${page.strips.length}/Kids[${kids}]>>endobj\n`],
    ...objects,
  ]);
}

/** The objects in their order, with the table of where each begins. */
function withTable(objects: readonly (string | Uint8Array)[][]): Uint8Array {
  const parts = [Buffer.from("%PDF-1.4\n")];
  let at = parts[0]?.length ?? 0;
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const object of objects) {
    table += `${String(at).padStart(10, "0")} 00000 n \n`;
    const bytes = Buffer.concat(object.map((part) => Buffer.from(part)));
    parts.push(bytes);
    at += bytes.length;
  }
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF`;
  return Buffer.concat([...parts, Buffer.from(table + trailer)]);
}

/** How PDF calls what a TIFF's numbers mean. */
function pictureDictionary(page: TiffPage): (rows: number) => string {
  const { width, bitsPerSample, samples, photometric, compression } = page;
  const unpacking = FILTERS[compression];
  const colours = photometric === 3 ? indexed(page) : COLOURS[photometric];
  if (unpacking === undefined || colours === undefined || samples !== (COMPONENTS[photometric] ?? 1))
    throw new UnreadableError(
      "unsupported",
      `the TIFF image is packed or coloured in a way that is not read (${compression}, ${photometric}, ${samples}): save it as PNG or PDF`,
    );
  const predictor = page.predictor === 2 ? `/Predictor 2/Colors ${samples}/BitsPerComponent ${bitsPerSample}` : "";
  const turned = photometric === (isFax(page) ? 1 : 0) ? "/Decode[1 0]" : "";
  return (rows) => {
    const { filter, choices } = unpacking(page, rows);
    const parameters = `<</Columns ${width}${predictor}${choices}>>`;
    return `/BitsPerComponent ${bitsPerSample}/ColorSpace${colours}${turned}${filter === "" ? "" : `/Filter/${filter}/DecodeParms${parameters}`}`;
  };
}

const COLOURS: Readonly<Record<number, string>> = {
  0: "/DeviceGray",
  1: "/DeviceGray",
  2: "/DeviceRGB",
  5: "/DeviceCMYK",
  6: "/DeviceRGB",
};
const COMPONENTS: Readonly<Record<number, number>> = { 2: 3, 5: 4, 6: 3 };

const isFax = ({ compression }: TiffPage): boolean => compression >= 2 && compression <= 4;

type Unpacking = (page: TiffPage, rows: number) => { filter: string; choices: string };
const plain =
  (filter: string): Unpacking =>
  () => ({ filter, choices: "" });
const fax =
  (how: (page: TiffPage) => string): Unpacking =>
  (page, rows) => ({ filter: "CCITTFaxDecode", choices: `/Rows ${rows}/EndOfBlock false${how(page)}` });

const FILTERS: Readonly<Record<number, Unpacking>> = {
  1: plain(""),
  2: fax(() => "/K 0/EncodedByteAlign true"),
  3: fax(({ faxOptions }) => `/K ${faxOptions & 1}`),
  4: fax(() => "/K -1"),
  5: plain("LZWDecode"),
  7: ({ photometric }) => ({ filter: "DCTDecode", choices: `/ColorTransform ${photometric === 6 ? 1 : 0}` }),
  8: plain("FlateDecode"),
  32773: plain("RunLengthDecode"),
  32946: plain("FlateDecode"),
};

/** The colours of a palette: all its reds, then its greens and blues, in two bytes each. */
function indexed({ palette, bitsPerSample }: TiffPage): string {
  const count = 2 ** bitsPerSample;
  const bytes = Array.from({ length: count }, (_, i) =>
    [0, 1, 2].map((k) => (palette[k * count + i] ?? 0) >> 8),
  ).flat();
  return `[/Indexed/DeviceRGB ${count - 1}<${Buffer.from(bytes).toString("hex")}>]`;
}

/** A JPEG whose tables are kept apart, with its tables: those end, and it begins, with a mark of two bytes. */
const withTables = (strip: Uint8Array, tables: Uint8Array): Uint8Array =>
  Buffer.concat([tables.subarray(0, -2), strip.subarray(2)]);
