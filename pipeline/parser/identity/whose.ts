import type { Division } from "../../../data/divisions/index.ts";
import type { Organ, Problem } from "../../../data/records/index.ts";
import type { ParseContext } from "../context.ts";
import { locate } from "./organ.ts";
import { endsLikeOrgan, type OrganWords, readOrgan } from "./organName.ts";
import type { Surroundings } from "./place.ts";
import { contactOrgan, contradicted, signature } from "./selfNaming.ts";
import { headUnits, readTitle, type Title } from "./title.ts";
import { homeOf, sitePlace } from "./whereabouts.ts";

type Evidence = ParseContext["evidence"];

/**
 * Whose report it is. The title says it; where it does not, the first of these that names an organ and is not contradicted by how the text
 * speaks of itself (我局): the document's other titles, an organ on a line of its own at the head, the page's source line, the column,
 * the signature, the contact, the owner of the site. Never the first organ that the prose happens to name: that is often the supervising one.
 */
export function findOrgan(
  lines: readonly string[],
  text: string,
  title: Title | null,
  evidence: Evidence,
  year: number | null,
): { organ: Organ; problems: Problem[] } {
  const site = sitePlace(evidence, year);
  const around: Surroundings = {
    year,
    site: site?.code ?? null,
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
  const words = organOfTitles(title, evidence, site) ?? organAround(lines, evidence, site, around);
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

function organOfTitles(title: Title | null, evidence: Evidence, site: Division | null): OrganWords | null {
  const titles = [title, ...[evidence.title, evidence.linkText].map((words) => (words ? readTitle(words) : null))];
  for (const each of titles) {
    if (!each) continue;
    for (const part of organParts(each)) {
      const words = read(part, site);
      if (words) return words;
    }
  }
  return null;
}

/** What of a title can be its organ: what stands before it without the year; in a notice around it the inner name, then the outer; a bracket after it. */
function organParts({ head, tail }: Title): string[] {
  const whole = head
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
    ...headUnits(lines)
      .slice(0, 8)
      .filter((unit) => unit.length <= 40 && endsLikeOrgan(unit)),
    evidence.publisher,
    evidence.columnName,
    signature(lines),
    contactOrgan(around.body),
    evidence.siteOrgan,
  ];
  for (const candidate of candidates) {
    const words = candidate ? read(candidate, site) : null;
    if (words?.body && !contradicted(words.body, around.body)) return words;
  }
  return null;
}

function read(words: string, site: Division | null): OrganWords | null {
  return /^[我本]/.test(words) ? null : readOrgan(words, site?.code ?? null);
}
