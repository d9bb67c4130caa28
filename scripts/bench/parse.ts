import { fromPlainText } from "../../data/records/index.ts";
import { contextOf } from "../../pipeline/parser/context.ts";
import { parse } from "../../pipeline/parser/index.ts";
import { text } from "../../test/carriers/text.ts";
import { blocksOf, readReports } from "../../test/nation/reports.ts";
import type { Comparison } from "./measure.ts";

/** Parsing of normalized text in memory, against cutting the same text into cells and reading each as a number. */
export function parseBenchmarks(): Comparison[] {
  const texts = readReports().map((report) => text(blocksOf(report)));
  const rounds = Array.from({ length: 10 }, () => texts).flat();
  const context = contextOf({ url: null, file: "bench.txt", sha256: "", mediaType: "text/plain", retrieved: null });
  return [
    {
      name: "parse",
      unit: "reports",
      count: rounds.length,
      ours: () => rounds.map((one) => parse(fromPlainText(one), context)),
      baseline: {
        name: "splitting the text into cells",
        run: () =>
          rounds.map((one) => one.split("\n").map((line) => line.split("\t").map((cell) => Number.parseInt(cell, 10)))),
      },
    },
  ];
}
