import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import mammoth from "mammoth";
import { parse as parse5 } from "parse5";
import { extract } from "../../extractors/index.ts";
import { htmlPage } from "../../test/carriers/html.ts";
import { blocksOf, readReports } from "../../test/nation/reports.ts";
import type { Comparison } from "./measure.ts";

const CARRIERS = join(import.meta.dirname, "../../test/nation/carriers");
const run = promisify(execFile);

/** Each carrier against the plainest tool that reads it; the PDF one only where poppler's pdftotext is installed. */
export async function extractBenchmarks(): Promise<Comparison[]> {
  const pages = readReports().map((report) => Buffer.from(htmlPage(report.title, blocksOf(report))));
  const pdfs = bundled(".pdf");
  const docxs = bundled(".docx");
  const hasPdftotext = await run("pdftotext", ["-v"]).then(
    () => true,
    () => false,
  );
  return [
    {
      name: "extract HTML",
      unit: "documents",
      count: pages.length,
      ours: () => inTurn(pages.map((page) => () => extract(page, { mediaType: "text/html" }))),
      baseline: { name: "bare parse5", run: () => pages.map((page) => parse5(page.toString("utf8"))) },
    },
    {
      name: "extract DOCX",
      unit: "documents",
      count: docxs.length,
      ours: () =>
        inTurn(
          docxs.map(
            ({ bytes }) =>
              () =>
                extract(bytes, {}),
          ),
        ),
      baseline: {
        name: "bare mammoth",
        run: () =>
          inTurn(
            docxs.map(
              ({ bytes }) =>
                () =>
                  mammoth.convertToHtml({ buffer: bytes }),
            ),
          ),
      },
    },
    ...(hasPdftotext
      ? [
          {
            name: "extract PDF",
            unit: "documents",
            count: pdfs.length,
            ours: () =>
              inTurn(
                pdfs.map(
                  ({ bytes }) =>
                    () =>
                      extract(new Uint8Array(bytes), {}),
                ),
              ),
            baseline: {
              name: "pdftotext -layout (a process each)",
              run: () =>
                inTurn(
                  pdfs.map(
                    ({ path }) =>
                      () =>
                        run("pdftotext", ["-layout", path, "-"]),
                  ),
                ),
            },
          },
        ]
      : []),
  ];
}

const bundled = (ending: string): { path: string; bytes: Buffer }[] =>
  readdirSync(CARRIERS)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ path: join(CARRIERS, name), bytes: readFileSync(join(CARRIERS, name)) }));

async function inTurn(tasks: (() => Promise<unknown>)[]): Promise<void> {
  for (const task of tasks) await task();
}
