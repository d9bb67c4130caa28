import { anyOf, organWords } from "../../../data/words/index.ts";
import { compact } from "./plain.ts";

/** How a report's text speaks of the body that wrote it, apart from its title. Each is a candidate, not a verdict. */

const lead = anyOf(organWords.contactLeads);
const end = anyOf(organWords.contactEnds);
const contact = new RegExp(`(?:${lead})([\\p{Script=Han}]{3,30}?)(?:${end})`, "u");
const written =
  /由([\p{Script=Han}]{3,30}?)(?=编[制写](?!的)|(?:负责|按照|根据|依据|组织)[^。，]{0,40}编[制写](?!的))|现(?:将|公布|发布|向社会公布|向社会公开)([\p{Script=Han}]{3,30}?)(?=20[0-9]{2}年)/u;
const innerOffice = new RegExp(
  `(?<=局|委员会|委|厅|办事处|镇人民政府|乡人民政府|镇|乡|街道|中心)(?:${anyOf(organWords.innerOffices)})$`,
);
const dateLine = /^[（(]?20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[）)]?$/;
const siteNaming = /([\p{Script=Han}]{2,15}?)(?:人民)?政府(?:门户)?网/gu;

/** 如有疑问，请与新郑市新建路街道办事处党政办公室联系 → 新郑市新建路街道办事处. */
export function contactOrgan(text: string): string | null {
  const named = contact.exec(text.slice(0, 3000))?.[1];
  return named ? named.replace(innerOffice, "") : null;
}

/** 本报告由中牟县教育局编制, 现公布中牟县教育局2022年…: the author, unless it is the office that writes for its whole government. */
export function author(text: string): string | null {
  const named = written.exec(text.slice(0, 3000));
  const organ = named?.[1] ?? named?.[2] ?? null;
  return organ?.endsWith("政府办公室") || organ?.endsWith("政府办公厅") ? null : organ;
}

/** The organ that signs: alone on the line before the date at the end. */
export function signature(lines: readonly string[]): string | null {
  const last = lines
    .slice(-30)
    .map((line) => compact(line.slice(0, 200)))
    .filter((line) => line);
  const date = last.findLastIndex((line) => dateLine.test(line));
  return date > 0 && date >= last.length - 4 ? (last[date - 1] ?? null) : null;
}

/** What stands before 人民政府网, 政府门户网站: the places whose sites the report speaks of. */
export function sitesNamed(text: string): string[] {
  return [...text.matchAll(siteNaming)].map((found) => found[1] ?? "");
}

/** Whether the text speaks as a government does (我市, 全区) and nowhere as one of its departments or townships (我局, 我单位). */
export function speaksAsGovernment(text: string): boolean {
  const says = (words: readonly string[]): boolean => words.some((word) => text.includes(word));
  return says(organWords.governmentSelves) && !says(organWords.departmentSelves);
}

/** Whether the text speaks of itself as another kind of body (我局) than these words name (…人民政府). */
export function contradicted(organ: string, text: string): boolean {
  return Object.entries(organWords.selves).some(
    ([self, endings]) =>
      text.includes(self) && !endings.some((ending) => organ.endsWith(ending) || organ.includes(`${ending}（`)),
  );
}
