import type { Browser } from "playwright-core";
import { UnreadableError } from "../../../data/records/index.ts";
import { extract } from "../../../extractors/index.ts";
import { contextOf, parse } from "../../../pipeline/parser/index.ts";
import { choicesOf } from "../../parser/wild/choices.ts";
import type { Recipe } from "../../parser/wild/document.ts";
import { layouts } from "../../parser/wild/layouts.ts";
import { recipeIn } from "../../parser/wild/sample.ts";
import { compared, type Score } from "../../parser/wild/score.ts";
import type { WildCarrier } from "./carriers.ts";
import { carrierDocument } from "./document.ts";

/** `tidy`: as a careful typist makes it, nothing has happened to it. `wild`: in any style, with a damage of wild.md in every other. */
export type Kind = "tidy" | "wild";

/** A document that has gone all the way, and what came of it. */
export type Carried = {
  seed: number;
  style: string;
  bytes: Uint8Array;
  lines: string[];
  score: Score;
  /** Why it could not be read; null where it could. */
  unread: string | null;
  /** Milliseconds of extraction. */
  took: number;
};

const [wholeTable] = layouts;

/** The recipe of a seed: the same seed always gives the same document. */
export function recipeOf(seed: number, kind: Kind): Recipe {
  if (wholeTable === undefined) throw new RangeError("there are no layouts");
  return recipeIn(wholeTable, kind === "tidy" || seed % 2 === 0 ? "whole" : "damaged", seed);
}

/**
 * Each document rendered in the carrier, extracted, parsed, and compared with what it says. `together`: all extracted at
 * once, so that a converter can take them in one call; what each took alone is then not known.
 */
export async function* carried(
  carrier: WildCarrier,
  kind: Kind,
  seeds: readonly number[],
  browser: () => Promise<Browser>,
  { together = false }: { together?: boolean } = {},
): AsyncGenerator<Carried> {
  const documents = seeds.map((seed) => {
    const made = carrierDocument(recipeOf(seed, kind));
    return kind === "tidy" ? { ...made, choices: choicesOf([]) } : made;
  });
  const render = kind === "wild" ? carrier.wild : carrier.tidy;
  const rendered = (await render?.(documents, browser)) ?? [];
  const started = together ? rendered.map(({ bytes }) => linesOf(bytes)) : [];
  for (const [i, { style, bytes }] of rendered.entries()) {
    const document = documents[i];
    const seed = seeds[i];
    if (document === undefined || seed === undefined) throw new RangeError("more documents came back than went out");
    const from = performance.now();
    const read = await (started[i] ?? linesOf(bytes));
    const took = performance.now() - from;
    const reports = "reports" in read ? read.reports : [];
    const score = compared({ ...document, lines: read.lines }, reports, 0);
    yield { seed, style, bytes, lines: read.lines, score, unread: "reason" in read ? read.reason : null, took };
  }
}

async function linesOf(bytes: Uint8Array) {
  try {
    const { text, mediaType } = await extract(bytes, {});
    const source = { url: null, file: null, sha256: "", mediaType, retrieved: null };
    return { lines: text.lines, reports: parse(text, contextOf(source)) };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { lines: [], reason: error.message };
  }
}
