import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { docx } from "../carriers/docx.ts";
import { fromSeed } from "../carriers/from-seed.ts";
import { htmlArticle } from "../carriers/html.ts";
import { pdf } from "../carriers/pdf.ts";
import { launchChromium } from "../chromium.ts";
import type { SourceBlock } from "../generate/blocks.ts";
import type { Figures } from "../generate/figures.ts";
import { type Attachment, type Column, type Entry, newEntry, type Site, untouched } from "./content.ts";
import { type Country, startCountry } from "./country.ts";
import { type Carrier, mediaTypes } from "./reports.ts";

const shared = join(import.meta.dirname, "../../../shared");

/** Where the real reports and what they say are, beside the project; null on a machine that has only the project. */
export const seedsFolder: string | null = existsSync(join(shared, "seeds")) ? shared : null;

const Row = z.record(z.string(), z.number().nullable());
const Golden = z.object({
  organ: z.string(),
  organ_accept: z.array(z.string()).default([]),
  year: z.int(),
  format: z.enum(["2019", "2021"]),
  division: z.string(),
  proactive: Row,
  applications: z.record(z.string(), Row),
  disputes: z.record(z.string(), Row),
});

/** A real report as stored beside the project, and what it says. */
export type Seed = {
  name: string;
  title: string;
  blocks: SourceBlock[];
  /** Names under which the archive may know the organ; the first is its own. */
  organs: string[];
  year: number;
  format: "2019" | "2021";
  division: string;
  /** By table/item/column; null where the report leaves the cell blank. */
  cells: Figures;
};

/** The real reports, in the order of their names. */
export function readSeeds(folder: string): Seed[] {
  return readdirSync(join(folder, "seeds"))
    .sort()
    .map((file) => {
      const name = basename(file, ".txt");
      const golden = Golden.parse(JSON.parse(readFileSync(join(folder, "golden", `${name}.json`), "utf8")));
      const text = readFileSync(join(folder, "seeds", file), "utf8");
      const { year, format, division } = golden;
      const organs = [golden.organ, ...golden.organ_accept];
      return {
        name,
        title: titleOf(text),
        blocks: fromSeed(text),
        organs,
        year,
        format,
        division,
        cells: cells(golden),
      };
    });
}

/** The lines up to the one that says it is a report, as one. */
function titleOf(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const end = lines.findIndex((line) => line.includes("报告"));
  return lines
    .slice(0, end + 1)
    .join("")
    .replace(/\s/g, "");
}

function cells(golden: z.infer<typeof Golden>): Figures {
  const figures: Figures = new Map();
  for (const [key, value] of Object.entries(golden.proactive)) {
    const dot = key.lastIndexOf(".");
    figures.set(`proactive/${key.slice(0, dot)}/${key.slice(dot + 1)}`, value);
  }
  for (const table of ["applications", "disputes"] as const)
    for (const [item, row] of Object.entries(golden[table]))
      for (const [column, value] of Object.entries(row)) figures.set(`${table}/${item}/${column}`, value);
  return figures;
}

const families: Record<Carrier, string> = { html: "trs", pdf: "vsb", docx: "ucap" };

const columns: Column[] = [
  { key: "xxgk", name: "政府信息公开", code: "c201", parent: null, list: "page" },
  { key: "nb", name: "政府信息公开年报", code: "c202", parent: "xxgk", list: "page" },
];

/** Sites that publish the real reports, one site a carrier: as pages, or attached to notices as PDF (needs Chromium) or Word. */
export async function serveSeeds(seeds: Seed[], carriers: readonly Carrier[]): Promise<Country> {
  const browser = carriers.includes("pdf") ? await launchChromium() : null;
  try {
    const bytes = async (carrier: Carrier, seed: Seed): Promise<Uint8Array | null> => {
      if (carrier === "docx") return docx(seed.title, seed.blocks);
      return carrier === "pdf" && browser !== null ? pdf(browser, seed.title, seed.blocks) : null;
    };
    const sites: Site[] = [];
    for (const carrier of carriers) {
      const entries: Entry[] = [];
      for (const seed of seeds) entries.push(entry(seed, carrier, await bytes(carrier, seed)));
      sites.push(siteOf(carrier, entries));
    }
    return await startCountry(sites);
  } finally {
    await browser?.close();
  }
}

const siteOf = (carrier: Carrier, entries: Entry[]): Site => ({
  id: `seeds-${carrier}`,
  family: families[carrier],
  name: "河南省人民政府",
  organ: "河南省人民政府",
  division: "410000",
  siteCode: "4100000000",
  annualReports: "nb",
  robots: null,
  columns,
  entries,
  ...untouched(),
});

function entry(seed: Seed, carrier: Carrier, bytes: Uint8Array | null): Entry {
  const attachments: Attachment[] =
    bytes === null ? [] : [{ name: `${seed.title}.${carrier}`, mediaType: mediaTypes[carrier], bytes }];
  return newEntry({
    id: `${carrier}/${seed.name}`,
    kind: "report",
    column: "nb",
    title: seed.title,
    published: `${seed.year + 1}-01-20`,
    publisher: seed.organs[0] ?? "",
    body: bytes === null ? htmlArticle(seed.blocks) : `<p>${seed.title}见附件。</p>`,
    attachments,
  });
}
