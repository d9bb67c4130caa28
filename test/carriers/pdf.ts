import type { Browser } from "playwright-core";
import type { SourceBlock } from "../generate/blocks.ts";
import { htmlPage } from "./html.ts";

/** The blocks as an A4 PDF printed by Chromium, tables with ruling lines unless `style` has other rules for them. */
export async function pdf(browser: Browser, title: string, blocks: SourceBlock[], style = ""): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setContent(htmlPage(title, blocks).replace("</style>", `${style}</style>`));
    return await page.pdf({ format: "A4", margin: { top: "20mm", bottom: "20mm", left: "18mm", right: "18mm" } });
  } finally {
    await page.close();
  }
}
