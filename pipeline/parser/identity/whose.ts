import type { Division } from "../../../data/divisions/index.ts";
import { type OrganWords, readOrgan } from "../../../data/organs/index.ts";
import type { Organ, Problem } from "../../../data/records/index.ts";
import { anyOf, organWords, titleWords } from "../../../data/words/index.ts";
import type { ParseContext } from "../context.ts";
import { locate } from "./organ.ts";
import type { Surroundings } from "./place.ts";
import { compact } from "./plain.ts";
import { author, contactOrgan, contradicted, signature, speaksAsGovernment } from "./self-naming.ts";
import { headUnits, type Title, type Titles } from "./title.ts";
import { columnParts, homeOf, sitePlace } from "./whereabouts.ts";

type Evidence = ParseContext["evidence"];

/**
 * Whose report it is. The title says it; where it does not, the first of these that names an organ and is not contradicted by how the text
 * speaks of itself (我局): the document's other titles, an organ on a line of its own at the head, the page's source line, the column,
 * the signature, the contact, the author it names, the owner of the site. Never the first organ that the prose happens to name: that is often the supervising one.
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
  const read = (part: string): OrganWords | null => readOrgan(part, site?.code ?? null);
  const named = firstOf(organParts(title.head), read);
  const bracketed = read(/^[（(]([^（）()]+)[）)]/.exec(title.tail)?.[1] ?? "");
  if (!named || !bracketed) return named ?? bracketed;
  // 中牟县2022年…报告（县政府办公室）: the bracket says which of the place's organs; a town's （办公室） says nothing.
  const narrower = named.kind === "government" && bracketed.body.length > SHORTEST_BODY;
  return narrower ? { ...bracketed, place: bracketed.place ?? named.place } : named;
}

const SHORTEST_BODY = 3;

/** What before a title's own words can be its organ, the year aside; in a notice around it the inner name, then the outer. */
function organParts(head: string): string[] {
  return head
    .split(/[:：]/)
    .flatMap((part) => {
      const whole = part.replace(/[（(]?20[0-9]{2}年?度?[)）]?/g, "").replace(beside, "");
      return whole.split(/关于(?:公布|发布|印发|报送|上报|公开)?/).map((one) => one.replace(remark, ""));
    })
    .reverse();
}

/** What is said before the organ's name of the report: 【更正】…局, 关于更正…局. */
const corrected = `(?:${anyOf(titleWords.corrections)})前?后?`;
const remark = new RegExp(
  `^(?:[【\\[（(〔][^】\\]）)〕]{0,4}(?:${corrected}|${anyOf(titleWords.updates)})[^】\\]）)〕]{0,4}[】\\]）)〕]|${corrected})+`,
);

/** What is said beside the organ's name: …人民政府（本级）, …局的. */
const beside = new RegExp(`[（(]?(?:${anyOf(titleWords.ownScope)})[)）]?$|[_\\-—\\s]+|的$`, "g");

function firstOf<T, R>(candidates: readonly T[], read: (candidate: T) => R | null): R | null {
  for (const candidate of candidates) {
    const found = read(candidate);
    if (found) return found;
  }
  return null;
}

function organAround(
  lines: readonly string[],
  evidence: Evidence,
  site: Division | null,
  around: Surroundings,
): OrganWords | null {
  const candidates = [
    ...[evidence.title, evidence.linkText].map((words) => words?.split("_")[0]),
    ...headUnits(lines)
      .slice(0, 8)
      .flatMap(({ text }) => [text, afterTitle(text)]),
    sourceOrgan(evidence.publisher, around.body),
    ...columnParts(evidence.columnName),
    signature(lines),
    contactOrgan(around.body),
    author(around.body),
    ...[evidence.siteName, evidence.siteOrgan].map(departmentOf),
    // The owner of the site publishes for all its departments: its own report it is only where it speaks as the government.
    speaksAsGovernment(around.body) ? evidence.siteOrgan : null,
  ];
  return firstOf(candidates, (candidate) => {
    const words = candidate ? readOrgan(compact(candidate), site?.code ?? null) : null;
    return words?.body && !contradicted(words.body, around.body) ? words : null;
  });
}

/** The page's source line, unless it names who runs the site, or the office that publishes for its whole government. */
function sourceOrgan(publisher: string | null, text: string): string | null {
  if (publisher === null || runsSite.test(publisher)) return null;
  return /政府办公?[室厅]?$/.test(publisher) && speaksAsGovernment(text) ? null : publisher;
}

const runsSite = new RegExp(`(?:${anyOf(organWords.publishers)})$`);

/** …报告-中牟县财政局: what follows may be the organ, or the site's name, which ends as a government's does. */
function afterTitle(unit: string): string | null {
  return departmentOf(/(?:报告|年报)[—_|-]+(.+)$/.exec(unit)?.[1] ?? null);
}

/** The department that a site is called after; a government's site is that of all its departments. */
function departmentOf(site: string | null): string | null {
  const name = site?.replace(/(?:门户|政务|官方)?网站?$/, "") ?? "";
  return name === "" || governmentSite.test(name) ? null : name;
}

const governmentSite = /(?:(?<![乡镇]|[乡镇]人民)政府|公署|[省市县区旗州盟])$/;
