import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { htmlArticle } from "../carriers/html.ts";
import { type Attachment, ENTRY_KINDS, type Entry, newEntry, type Site, untouched } from "./content.ts";
import { DEFECTS, defective } from "./defects.ts";
import { blocksOf, mediaTypes, readReports, type TrueReport } from "./reports.ts";

const here = import.meta.dirname;

const EntryFile = z.strictObject({
  id: z.string(),
  kind: z.enum(ENTRY_KINDS),
  column: z.string(),
  title: z.string(),
  published: z.iso.date(),
  publisher: z.string(),
  text: z.array(z.string()),
  attachment: z.strictObject({ name: z.string(), defect: z.enum(DEFECTS) }).optional(),
});

const SiteFile = z.strictObject({
  id: z.string(),
  family: z.string(),
  name: z.string(),
  organ: z.string(),
  division: z.string(),
  siteCode: z.string(),
  annualReports: z.string(),
  robots: z.string().nullable(),
  columns: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      code: z.string(),
      parent: z.string().nullable().default(null),
      list: z.enum(["page", "json"]).default("page"),
    }),
  ),
  entries: z.array(EntryFile),
});

/** The bundled country: the sites of content/ with the reports of reports/ in their columns. */
export function readCountry(): { sites: Site[]; reports: TrueReport[] } {
  const reports = readReports();
  const sites = readdirSync(`${here}/content`)
    .sort()
    .map((name) => SiteFile.parse(parse(readFileSync(`${here}/content/${name}`, "utf8"))))
    .map((file): Site => {
      const own = reports.filter((report) => report.site === file.id);
      return {
        ...file,
        entries: [
          ...own.map((report) => reportEntry(report, file.annualReports)),
          ...file.entries.map((entry) => otherEntry(file.id, entry)),
        ],
        ...untouched(),
      };
    });
  return { sites, reports };
}

/** A report is the page itself, or a notice with the report attached. */
function reportEntry(report: TrueReport, column: string): Entry {
  const inPage = report.carrier === "html";
  const attachments: Attachment[] = inPage
    ? []
    : [
        {
          name: `${report.title}.${report.carrier}`,
          mediaType: mediaTypes[report.carrier],
          bytes: readFileSync(carrierPath(report.id, report.carrier)),
        },
      ];
  return newEntry({
    id: report.id,
    kind: "report",
    column: report.column ?? column,
    title: report.title,
    published: report.published,
    publisher: report.organ,
    // The page's own heading has the title.
    body: inPage
      ? htmlArticle(blocksOf(report).filter((block) => block.kind !== "title"))
      : `<p>现将《${report.title}》予以公布，全文见附件。</p>`,
    attachments,
  });
}

/** Where make-carriers.ts puts a report's PDF or Word document. */
export const carrierPath = (id: string, extension: string): string => `${here}/carriers/${id}.${extension}`;

function otherEntry(site: string, file: z.infer<typeof EntryFile>): Entry {
  const { text, attachment, ...known } = file;
  return newEntry({
    ...known,
    id: `${site}/${file.id}`,
    body: text.map((paragraph) => `<p>${paragraph}</p>`).join("\n"),
    attachments: attachment === undefined ? [] : [{ ...attachment, ...defective(attachment.defect, whole) }],
  });
}

/** A sound PDF, to be cut short. */
const whole = (): Uint8Array => readFileSync(carrierPath("baishi-health-2023", "pdf"));
