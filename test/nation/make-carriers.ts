/**
 * Makes the bundled PDF and Word documents of carriers/ from reports/, so that a machine without Chromium can serve them:
 * `node test/nation/make-carriers.ts`. The PDFs are smallest where a TrueType Chinese font is installed
 * (Debian: fonts-droid-fallback); with others Chromium embeds each character as a drawing.
 */
import { writeFileSync } from "node:fs";
import { docx } from "../carriers/docx.ts";
import { pdf } from "../carriers/pdf.ts";
import { launchChromium } from "../chromium.ts";
import { carrierPath } from "./read.ts";
import { blocksOf, readReports } from "./reports.ts";

const browser = await launchChromium();
try {
  for (const report of readReports()) {
    if (report.carrier === "html") continue;
    const blocks = blocksOf(report);
    const bytes =
      report.carrier === "pdf" ? await pdf(browser, report.title, blocks) : await docx(report.title, blocks);
    writeFileSync(carrierPath(report.id, report.carrier), bytes);
    console.log(`${report.id}.${report.carrier}: ${bytes.length} bytes`);
  }
} finally {
  await browser.close();
}
