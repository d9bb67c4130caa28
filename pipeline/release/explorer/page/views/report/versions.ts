import type { Cell, Report } from "../../reports/shard.ts";
import { addressOf } from "./findings.ts";

/** The versions of the same report as they came, what is current last: two may be there side by side. */
export const versionsOf = (reports: readonly Report[], { report_key }: Report): Report[] =>
  reports
    .filter((one) => one.report_key === report_key)
    .sort(
      (a, b) =>
        Number(a.is_current) - Number(b.is_current) ||
        order(a.retrieved, b.retrieved) ||
        order(a.report_id, b.report_id),
    );

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The reports of an organ beside one: what is current of each other year, and of the same year what is another report. None where the organ is not known. */
export const beside = (reports: readonly Report[], { report_key, organ }: Report): Report[] =>
  reports
    .filter((one) => organ !== null && one.is_current && one.report_key !== report_key)
    .sort((a, b) => (a.year ?? 0) - (b.year ?? 0) || order(a.scope, b.scope) || order(a.report_key, b.report_key));

export type CellChange = { address: string; before: Cell | null; now: Cell | null };
export type SectionChange = { heading: string; change: "added" | "removed" | "altered" };

/** The cells that say otherwise in a version than in the one before it. */
export function changedCells(before: Report, now: Report): CellChange[] {
  const old = new Map(before.cells.map((cell) => [addressOf(cell), cell]));
  const current = new Map(now.cells.map((cell) => [addressOf(cell), cell]));
  return [...new Set([...current.keys(), ...old.keys()])]
    .map((address) => ({ address, before: old.get(address) ?? null, now: current.get(address) ?? null }))
    .filter(({ before: a, now: b }) => a?.value !== b?.value || a?.status !== b?.status);
}

/** Sections are known again by their headings; where one comes twice, by their order. */
export function changedSections(before: Report, now: Report): SectionChange[] {
  const old = sectionsOf(before);
  const current = sectionsOf(now);
  return [...new Set([...current.keys(), ...old.keys()])].flatMap((key): SectionChange[] => {
    const [a, b] = [old.get(key), current.get(key)];
    const heading = b?.heading ?? a?.heading ?? "";
    if (a === undefined) return [{ heading, change: "added" }];
    if (b === undefined) return [{ heading, change: "removed" }];
    return a.text === b.text ? [] : [{ heading, change: "altered" }];
  });
}

function sectionsOf({ sections }: Report): Map<string, Report["sections"][number]> {
  const times = new Map<string, number>();
  return new Map(
    sections.map((section) => {
      const nth = (times.get(section.heading) ?? 0) + 1;
      times.set(section.heading, nth);
      return [`${nth} ${section.heading}`, section];
    }),
  );
}
