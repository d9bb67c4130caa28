import { html, nothing, svg, type TemplateResult } from "lit-html";
import { behind } from "../../parts/behind.ts";
import { count, share } from "../../parts/format.ts";
import { choice } from "../../parts/options.ts";
import { provinces as shortNames } from "../../parts/province-words.ts";
import { notYetDue } from "../../parts/state-words.ts";
import { lastDueYear, thereOf } from "../../parts/states.ts";
import { table } from "../../parts/table.ts";
import { notKnown, unknownIn } from "../../parts/unknown.ts";
import { provinceName } from "../../parts/where.ts";
import { Overview, unpackTally } from "../../places.ts";
import type { Context, Table, View } from "../../view.ts";
import {
  type Known,
  knownOf,
  LEVELS,
  laterOf,
  MEASURES,
  type Measure,
  partOf,
  shownOf,
  sqlOf,
  tableOf,
} from "./measures.ts";
import { COLUMNS, ROWS, tiles } from "./tiles.ts";
import { words } from "./words.ts";

export const view: View = {
  title: words.title,
  async show(context) {
    const { params, say, go, language } = context;
    const overview = await context.data("overview.json", Overview);
    const [first, last] = overview.years;
    const years = Array.from({ length: last - first + 1 }, (_, i) => String(last - i));
    const measure = MEASURES.find((one) => one === params.get("measure")) ?? "there";
    const level = LEVELS.find((one) => one === params.get("level")) ?? "all";
    const year = years.find((one) => one === params.get("year")) ?? latest(overview, years);
    const set = (name: string) => (value: string) => go({ year, measure, level, [name]: value });
    const named = <Value extends string>(values: readonly Value[], names: Readonly<Record<Value, Words>>) =>
      values.map((value) => ({ value, label: say(names[value]) }));
    const provinces = overview.provinces.filter(({ code }) => tiles[code] !== undefined);
    const names = new Map(provinces.map((province) => [province.code, provinceName(context, province)]));
    const known = provinces.map((province) => knownOf(province, Number(year) - first, level));
    const isFigure = measure === "received";
    const caption = say(
      isFigure
        ? words.receivedCaption(year)
        : words.caption(say(words.measures[measure]), year, say(words.levels[level])),
    );
    const answer = tableOf(measure, known);
    const later = isFigure ? 0 : laterOf(known);
    const choices = html`
      <div class="choices">
        ${choice({ name: "year", label: say(words.year), value: year, options: years.map((value) => ({ value, label: value })), choose: set("year") })}
        ${choice({ name: "measure", label: say(words.measure), value: measure, options: named(MEASURES, words.measures), choose: set("measure") })}
        ${isFigure ? nothing : choice({ name: "level", label: say(words.level), value: level, options: named(LEVELS, words.levels), choose: set("level") })}
      </div>
    `;
    const odd = unknownIn(params, { year: years, measure: MEASURES, level: LEVELS });
    if (odd.length > 0) return html`<h1>${say(words.title)}</h1>${choices}${notKnown(context, odd)}`;
    return html`
      <h1>${say(words.title)}</h1>
      ${choices}
      ${later > 0 ? html`<p class="summary">${say(words.noShares(say(notYetDue(later, count(later, language)))))}</p>` : nothing}
      <p>${say(isFigure ? words.concludeReceived : words.conclude)}</p>
      <div class="map-and-table">
        <figure>
          <figcaption>${caption}</figcaption>
          ${map(context, measure, known, names, caption)}
          <p class="soft">${say(words.notThere)}</p>
        </figure>
        <div>
          ${shownTable(context, measure, known, names, answer)}
          ${behind(context, { sql: sqlOf(measure, year, level, known), file: `map-${measure}-${year}`, table: answer })}
        </div>
      </div>
    `;
  },
};

type Words = (typeof words)["title"];

/** The last year of which all reports are due and any is there. */
function latest(overview: Overview, all: readonly string[]): string {
  const { years, provinces } = overview;
  const last = lastDueYear(overview);
  const some = all.find(
    (year) =>
      Number(year) <= last &&
      provinces.some(({ tallies }) =>
        tallies.some((byYear) => thereOf(unpackTally(byYear[Number(year) - years[0]] ?? [])) > 0),
      ),
  );
  return some ?? String(last);
}

const SIZE = 100;

function map(
  context: Context,
  measure: Measure,
  known: readonly Known[],
  names: ReadonlyMap<string, string>,
  title: string,
): TemplateResult {
  const { say, language, address } = context;
  const most = Math.max(...known.map(({ received }) => received ?? 0));
  return html`<svg class="tiles" role="group" aria-label=${title} viewBox="0 0 ${COLUMNS * SIZE} ${ROWS * SIZE}">${known.map(
    (province) => {
      const { code } = province;
      const { x, y, letters } = tiles[code] ?? { x: 0, y: 0, letters: code };
      const { text, said, step } = shownOf(context, measure, province, names.get(code) ?? code, most);
      const short = language === "zh" ? say(shortNames[code] ?? words.title) : letters;
      // Who speaks to the page names a tile by what it shows.
      const label = `${short} ${text}: ${said}`;
      return svg`
        <a href=${address("coverage", { place: code })} aria-label=${label} class="step-${step}">
          <title>${label}</title>
          <rect x=${x * SIZE + 2} y=${y * SIZE + 2} width=${SIZE - 4} height=${SIZE - 4} rx="6"></rect>
          <text x=${x * SIZE + SIZE / 2} y=${y * SIZE + 43} aria-hidden="true">${short}</text>
          <text class="value" x=${x * SIZE + SIZE / 2} y=${y * SIZE + 80} aria-hidden="true">${text}</text>
        </a>`;
    },
  )}</svg>`;
}

function shownTable(
  context: Context,
  measure: Measure,
  known: readonly Known[],
  names: ReadonlyMap<string, string>,
  answer: Table,
): TemplateResult {
  const { say, language, address } = context;
  const shares = new Map(known.map(({ code, tally }) => [code, measure === "received" ? 0 : partOf(measure, tally)]));
  return table(context, {
    caption: say(words.table),
    answer:
      measure === "received" || laterOf(known) > 0
        ? answer
        : {
            columns: [...answer.columns, { name: "share", type: "DOUBLE" }],
            rows: answer.rows.map((row) => [...row, shares.get(String(row[0])) ?? 0]),
          },
    labels: {
      province: say(words.province),
      due: say(words.due),
      there: say(words.there),
      on_time: say(words.onTime),
      proven: say(words.proven),
      not_yet_due: say(words.notYetDue),
      share: say(words.share),
      received: say(words.measures.received),
    },
    show: {
      province: (code) =>
        html`<a href=${address("coverage", { place: String(code) })}>${names.get(String(code)) ?? String(code)}</a>`,
      share: (part, [, due]) => share(Number(part), Number(due), language),
    },
  });
}
