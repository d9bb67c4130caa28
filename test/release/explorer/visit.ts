import assert from "node:assert/strict";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import type { Served } from "./served.ts";

const Findings = z.object({
  violations: z.array(
    z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

export type Visit = {
  page: Page;
  /** Goes to `#hash` and waits until the view stands there. */
  open(hash: string): Promise<void>;
  /** The text of what the selector finds, each. */
  texts(selector: string): Promise<string[]>;
  /** Serious and critical findings of axe-core on what is shown. */
  accessibilityFindings(): Promise<string[]>;
  /** Fails where a line in the console, an exception or a request to another host came up since the visit began. */
  end(): Promise<void>;
};

export type VisitOptions = {
  language?: "en" | "zh";
  /** Pixels; 360 is a phone. */
  width?: number;
  dark?: boolean;
};

/** A reader at a release: a fresh browser context whose every line in the console and foreign request counts. */
export async function visit(
  browser: Browser,
  served: Served,
  { language = "en", width = 1280, dark = false }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: language === "zh" ? "zh-CN" : "en-GB",
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["data:", "blob:"].includes(protocol) && origin !== new URL(served.url).origin)
      faults.push(`request to another host: ${request.url()}`);
  });
  return {
    page,
    async open(hash) {
      if (page.url() === "about:blank") await page.goto(`${served.url}${hash}`);
      else await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
      // As the browser writes it: Chinese percent-encoded.
      const shown = JSON.stringify(new URL(hash, served.url).hash);
      await page.waitForSelector(`main[aria-busy=false][data-shows=${shown}]`);
    },
    texts: (selector) => page.locator(selector).allInnerTexts(),
    async accessibilityFindings() {
      await page.evaluate(axe.source);
      const { violations } = Findings.parse(await page.evaluate("axe.run()"));
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, impact, nodes }) =>
          `${id} (${impact}): ${nodes.map(({ html }) => html).join(" | ")}`.slice(0, 500),
        );
    },
    async end() {
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
}
