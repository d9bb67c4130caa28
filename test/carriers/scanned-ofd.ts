import { zip } from "../extractors/zip.ts";
import type { ScannedPage } from "./scan.ts";

const millimetres = (pixels: number, dpi: number): string => ((pixels / dpi) * 25.4).toFixed(2);
const root = (name: string, inner: string, attributes = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ofd:${name} xmlns:ofd="http://www.ofdspec.org/2016" ${attributes}>${inner}</ofd:${name}>`;

/** Scanned pages as scanners write them into an OFD: one picture a page, nothing else. */
export function ofdOfPictures(pages: readonly ScannedPage[], dpi: number): Uint8Array {
  const media = pages.map(
    (_, i) => `<ofd:MultiMedia ID="${100 + i}" Type="Image"><ofd:MediaFile>${i}.jpg</ofd:MediaFile></ofd:MultiMedia>`,
  );
  const references = pages.map((_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/${i}.xml"/>`);
  const content = pages.map(({ width, height }, i) => {
    const [w, h] = [millimetres(width, dpi), millimetres(height, dpi)];
    const image = `<ofd:ImageObject ID="${200 + i}" ResourceID="${100 + i}" CTM="${w} 0 0 ${h} 0 0" Boundary="0 0 ${w} ${h}"/>`;
    const area = `<ofd:Area><ofd:PhysicalBox>0 0 ${w} ${h}</ofd:PhysicalBox></ofd:Area>`;
    return root("Page", `${area}<ofd:Content><ofd:Layer ID="${300 + i}">${image}</ofd:Layer></ofd:Content>`);
  });
  const parts: Record<string, string | Uint8Array> = {
    "OFD.xml": root("OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"),
    "Doc_0/Document.xml": root(
      "Document",
      `<ofd:CommonData><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>${references.join("")}</ofd:Pages>`,
    ),
    "Doc_0/DocumentRes.xml": root("Res", `<ofd:MultiMedias>${media.join("")}</ofd:MultiMedias>`, 'BaseLoc="Res"'),
    ...Object.fromEntries(content.map((xml, i) => [`Doc_0/Pages/${i}.xml`, xml])),
    ...Object.fromEntries(pages.map(({ jpeg }, i) => [`Doc_0/Res/${i}.jpg`, jpeg])),
  };
  return zip(Object.entries(parts).map(([name, data]) => ({ name, data: Buffer.from(data) })));
}
