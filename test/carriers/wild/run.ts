// The measure of the extractors: truth → carrier → extract → parse = truth.
// node test/carriers/wild/run.ts --documents 100 [--carrier DOCX] [--kind tidy|wild] [--seed N] [--show] [--keep FOLDER]
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../chromium.ts";
import { namesOf } from "../../parser/wild/document.ts";
import { add, emptyTally, FAULTS, type Tally, worst } from "../../parser/wild/tally.ts";
import { type Carried, carried, recipeOf } from "./carried.ts";
import { carriers } from "./carriers.ts";
import { scans } from "./scan.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "50" },
    carrier: { type: "string" },
    kind: { type: "string" },
    seed: { type: "string", default: "1" },
    worst: { type: "string", default: "8" },
    show: { type: "boolean", default: false },
    keep: { type: "string" },
  },
});
const wanted = [...carriers, scans].filter((one) => values.carrier === undefined || one.name === values.carrier);
if (wanted.length === 0) throw new RangeError(`there is no carrier “${values.carrier}”`);
const kinds = (["tidy", "wild"] as const).filter((kind) => values.kind === undefined || values.kind === kind);
const seeds = Array.from({ length: Number(values.documents) }, (_, i) => Number(values.seed) + i);

let browser: Promise<Browser> | undefined;
const getBrowser = (): Promise<Browser> => {
  browser ??= launchChromium();
  return browser;
};

/** Many files in one call of LibreOffice, but not so many that all of them are in memory. */
const BATCH = 50;
const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(2)} %`);
const pairs = new Map<string, Tally>();

const HEAD = [
  "carrier",
  "documents",
  "cells",
  "right",
  "silent",
  "loud",
  "missed",
  "trusted wrong",
  "false alarms",
  "unread",
  "ms",
];
console.log(`${line(HEAD)}\n${line(HEAD.map((_, i) => (i === 0 ? "---" : "---:")))}`);
try {
  for (const carrier of wanted)
    for (const kind of kinds) {
      if (!carrier.isHere()) {
        console.log(line([`${carrier.name}, ${kind}`, "what makes it is not on this machine"]));
        continue;
      }
      const tally = emptyTally();
      let [unread, took] = [0, 0];
      for (let at = 0; at < seeds.length; at += BATCH)
        for await (const one of carried(carrier, kind, seeds.slice(at, at + BATCH), getBrowser)) {
          add(tally, one.score, one.seed);
          const pair = `${carrier.name} × ${one.style} × ${namesOf(recipeOf(one.seed, kind))}`;
          const own = pairs.get(pair) ?? emptyTally();
          pairs.set(pair, own);
          add(own, one.score, one.seed);
          if (one.unread !== null) unread += 1;
          took += one.took;
          if (values.keep !== undefined) keep(values.keep, carrier.name, one);
          if (values.show) show(one);
        }
      const { documents, cells, readable, loud, faults } = tally;
      console.log(
        line([
          `${carrier.name}, ${kind}`,
          documents,
          cells,
          percent(readable - faults.missed, readable),
          faults.silent,
          loud,
          faults.missed,
          faults.trusted,
          `${faults.doubted} of ${tally.complete}`,
          unread,
          (took / documents).toFixed(1),
        ]),
      );
    }
  if (!values.show) console.log(`\n${worst(pairs, Number(values.worst)).join("\n")}`);
} finally {
  await (await browser)?.close();
}

function keep(folder: string, carrier: string, { seed, bytes }: Carried): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${carrier.replace(/\W+/g, "-")}-${seed}`), bytes);
}

function show({ seed, style, score, unread, lines }: Carried): void {
  console.log(
    `${lines.join("\n")}\n\nseed ${seed}, ${style}: ${unread ?? score.reports.map((report) => report.status).join(", ")}`,
  );
  for (const fault of FAULTS)
    if (score[fault].length > 0) console.log(`${fault}:\n  ${score[fault].slice(0, 12).join("\n  ")}`);
  for (const { code, message, at } of score.reports.flatMap((report) => report.problems).slice(0, 12))
    console.log(`${code}: ${message} (${at})`);
}
