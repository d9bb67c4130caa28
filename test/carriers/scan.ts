import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { readPdf } from "../../extractors/pdf/document.ts";
import { drawnPages } from "../../extractors/pdf/raster.ts";
import { chanceOf } from "../parser/truth.ts";

/** What a scanner does to paper. */
export type ScanLook = {
  name: string;
  dpi: number;
  /** Degrees off straight. */
  turned: number;
  /** How far grey values stray; 0 none, 25 a bad machine. */
  noise: number;
  /** Pixels. */
  blur: number;
  /** Of its JPEG, 0 to 100. */
  quality: number;
  /** How dark ink is, 0 to 1. */
  ink: number;
};

export const CLEAN: ScanLook = { name: "clean", dpi: 200, turned: 0, noise: 6, blur: 0, quality: 85, ink: 0.95 };

export const SCAN_LOOKS: readonly ScanLook[] = [
  CLEAN,
  { ...CLEAN, name: "askew", turned: 1.7 },
  { ...CLEAN, name: "fine", dpi: 300, turned: -0.6, noise: 10 },
  { ...CLEAN, name: "coarse", dpi: 150, turned: 0.4 },
  { ...CLEAN, name: "pale", ink: 0.55, noise: 10 },
  { ...CLEAN, name: "blurred", blur: 0.9, turned: -1.1 },
  { ...CLEAN, name: "noisy", noise: 22, quality: 45 },
  { ...CLEAN, name: "bad", dpi: 150, noise: 25, blur: 0.6, quality: 45, turned: -2, ink: 0.85 },
];

export type ScannedPage = { jpeg: Uint8Array; width: number; height: number };

/** The pages of a PDF printed and scanned: a PDF of nothing but pictures. */
export const scan = async (pdf: Uint8Array, look: ScanLook, seed: number): Promise<Uint8Array> =>
  pdfOfPictures(await scannedPages(pdf, look, seed), look.dpi);

/** The pages of a PDF printed and scanned, as pictures. */
export async function scannedPages(pdf: Uint8Array, look: ScanLook, seed: number): Promise<ScannedPage[]> {
  const scanned: ScannedPage[] = [];
  const { pages } = await readPdf(pdf);
  for await (const { number, picture, unit } of drawnPages(
    pdf,
    pages.map((page) => page.number),
  )) {
    const { width, height, data } = picture;
    const paper = createCanvas(width, height);
    const context = paper.getContext("2d");
    const image = context.createImageData(width, height);
    for (let i = 0; i < data.length; i += 1) image.data.fill(data[i] ?? 255, 4 * i, 4 * i + 3);
    for (let i = 3; i < image.data.length; i += 4) image.data[i] = 255;
    context.putImageData(image, 0, 0);
    scanned.push(scannedPage(paper, look.dpi / 72 / unit, look, seed + number));
  }
  return scanned;
}

function scannedPage(paper: Canvas, scale: number, look: ScanLook, seed: number): ScannedPage {
  const [width, height] = [Math.round(paper.width * scale), Math.round(paper.height * scale)];
  const glass = createCanvas(width, height);
  const context = glass.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  if (look.blur > 0) context.filter = `blur(${look.blur}px)`;
  context.translate(width / 2, height / 2);
  context.rotate((look.turned * Math.PI) / 180);
  context.drawImage(paper, -width / 2, -height / 2, width, height);
  context.resetTransform();
  context.filter = "none";
  const shown = context.getImageData(0, 0, width, height);
  const chance = chanceOf(seed);
  const noises = Array.from({ length: 4096 }, () => (chance.int(0, 200) + chance.int(0, 200) - 200) / 130);
  for (let i = 0, n = 0; i < shown.data.length; i += 4) {
    if (i % 4096 === 0) n = chance.int(0, 4095);
    n = (n + 1) % noises.length;
    const grey = 255 - (255 - (shown.data[i] ?? 255)) * look.ink + (noises[n] ?? 0) * look.noise - look.noise / 2;
    shown.data.fill(grey, i, i + 3);
  }
  context.putImageData(shown, 0, 0);
  return { jpeg: glass.encodeSync("jpeg", look.quality), width, height };
}

function pdfOfPictures(pages: readonly ScannedPage[], dpi: number): Uint8Array {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  const add = (head: string, stream?: Uint8Array): void => {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    const number = offsets.length;
    const body = stream ? [Buffer.from("\nstream\n"), Buffer.from(stream), Buffer.from("\nendstream")] : [];
    parts.push(Buffer.from(`${number} 0 obj\n${head}`), ...body, Buffer.from("\nendobj\n"));
  };
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${3 + 3 * i} 0 R`).join(" ")}] >>`);
  pages.forEach(({ jpeg, width, height }, i) => {
    const size = [width, height].map((n) => ((n / dpi) * 72).toFixed(2));
    const content = Buffer.from(`q ${size[0]} 0 0 ${size[1]} 0 0 cm /I Do Q`);
    const resources = `/Resources << /XObject << /I ${5 + 3 * i} 0 R >> >>`;
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size.join(" ")}] ${resources} /Contents ${4 + 3 * i} 0 R >>`);
    add(`<< /Length ${content.length} >>`, content);
    const format = "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode";
    add(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${format} /Length ${jpeg.length} >>`,
      jpeg,
    );
  });
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const end = `trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}${end}`)]);
}
