import assert from "node:assert/strict";
import { test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../chromium.ts";
import { type Carried, carried, type Kind } from "./wild/carried.ts";
import { carriers, type WildCarrier } from "./wild/carriers.ts";

// Thousands of documents are measured by wild/run.ts; these few keep the promises from one change to the next.
const TIDY = [301, 302];
const WILD = [401, 402, 403, 404, 405, 406];

let browser: Promise<Browser> | undefined;
const getBrowser = (): Promise<Browser> => {
  browser ??= launchChromium();
  return browser;
};

async function all(carrier: WildCarrier, kind: Kind, seeds: number[]): Promise<Carried[]> {
  const done: Carried[] = [];
  for await (const one of carried(carrier, kind, seeds, getBrowser, { together: true })) done.push(one);
  assert.equal(done.length, seeds.length);
  return done;
}

const faults = (found: Carried[], fault: "silent" | "trusted" | "missed" | "doubted"): string[] =>
  found.flatMap(({ seed, style, unread, score }) =>
    score[fault].map((what) => `seed ${seed}, ${style}: ${what}${unread === null ? "" : ` (${unread})`}`),
  );

for (const carrier of carriers) {
  const skip = !carrier.isHere() && "what makes it, or reads it, is not on this machine";
  test(`${carrier.name}: a tidy report is read whole, a wild one without a number that is not there`, {
    skip,
  }, async () => {
    const tidy = await all(carrier, "tidy", TIDY);
    for (const fault of ["silent", "trusted", "missed", "doubted"] as const) assert.deepEqual(faults(tidy, fault), []);
    if (carrier.wild === undefined) return;
    const wild = await all(carrier, "wild", WILD);
    for (const fault of ["silent", "trusted"] as const) assert.deepEqual(faults(wild, fault), []);
  });
}

test.after(async () => (await browser)?.close());
