import type { Division } from "../../../data/divisions/index.ts";
import type { Organ, Problem } from "../../../data/records/index.ts";
import type { ParseContext } from "../context.ts";
import { locate } from "./organ.ts";
import { type OrganWords, readOrgan } from "./organ-name.ts";
import type { Surroundings } from "./place.ts";
import { contactOrgan, contradicted, signature, speaksAsGovernment } from "./self-naming.ts";
import { headUnits, plain, type Title, type Titles } from "./title.ts";
import { columnParts, homeOf, sitePlace } from "./whereabouts.ts";

type Evidence = ParseContext["evidence"];

/**
 * Whose report it is. The title says it; where it does not, the first of these that names an organ and is not contradicted by how the text
 * speaks of itself (我局): the document's other titles, an organ on a line of its own at the head, the page's source line, the column,
 * the signature, the contact, the owner of the site. Never the first organ that the prose happens to name: that is often the supervising one.
 */
export function findOrgan(
  lines: readonly string[],
  text: string,
  titles: Titles,
  evidence: Evidence,
  year: number | null,
): { organ: Organ; problems: Problem[] } {
  const site = sitePlace(evidence, year);
  const around: Surroundings = {
    year,
    site: site?.code ?? evidence.siteDivision,
    owner: evidence.siteOrgan,
    words: [
      evidence.publisher,
      evidence.siteOrgan,
      evidence.siteName,
      evidence.columnName,
      evidence.title,
      evidence.linkText,
    ].join(" "),
    body: text.replace(/[^\S\n]+/g, ""),
  };
  const words = organOfTitles(titles, site) ?? organAround(lines, evidence, site, around);
  if (!words) {
    const problem = {
      code: "organ.unresolved",
      message: "neither the title nor anything around it names the organ",
      at: "",
    };
    return { organ: { name: null, division: site?.code ?? null, level: site?.level ?? null }, problems: [problem] };
  }
  return locate(words, words.place ? null : homeOf(words, site, evidence, around), around);
}

/** The organ of the first title that names one; where it names no place, as another title names the same one with its place. */
function organOfTitles({ printed, own, link }: Titles, site: Division | null): OrganWords | null {
  const named = [printed, own, link].flatMap((title) => (title ? (organOfTitle(title, site) ?? []) : []));
  const [first] = named;
  return named.find((words) => words.place && words.body === first?.body) ?? first ?? null;
}

function organOfTitle(title: Title, site: Division | null): OrganWords | null {
  for (const part of organParts(title)) {
    const words = readOrgan(part, site?.code ?? null);
    if (words) return words;
  }
  return null;
}

/** What of a title can be its organ: what stands before it without the year; in a notice around it the inner name, then the outer; a bracket after it. */
function organParts({ head, tail }: Title): string[] {
  const named = head.split(/[:：]/).at(-1) ?? "";
  const whole = named
    .replace(/[（(]?(?:20[0-9]{2}|二[〇○零Ｏ][一-九〇○零]{2})年?度?[)）]?/g, "")
    .replace(/[_\-—\s]+|的$/g, "");
  const [outer = "", ...inner] = whole.split(/关于(?:公布|发布|印发|报送|上报|公开)?/);
  return [...inner.reverse(), outer, /^[（(]([^（）()]+)[）)]/.exec(tail)?.[1] ?? ""];
}

function organAround(
  lines: readonly string[],
  evidence: Evidence,
  site: Division | null,
  around: Surroundings,
): OrganWords | null {
  const candidates = [
    ...[evidence.title, evidence.linkText].map((words) => words?.split("_")[0]),
    ...headUnits(lines).slice(0, 8),
    evidence.publisher,
    ...columnParts(evidence.columnName),
    signature(lines),
    contactOrgan(around.body),
    // The owner of the site publishes for all its departments: its own report it is only where it speaks as the government.
    speaksAsGovernment(around.body) ? evidence.siteOrgan : null,
  ];
  for (const candidate of candidates) {
    const words = candidate ? readOrgan(plain(candidate).replace(/\s+/g, ""), site?.code ?? null) : null;
    if (words?.body && !contradicted(words.body, around.body)) return words;
  }
  return null;
}
