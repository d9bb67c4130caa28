import { html, nothing, type TemplateResult } from "lit-html";
import { behind } from "../../parts/behind.ts";
import { count, share } from "../../parts/format.ts";
import { choice } from "../../parts/options.ts";
import { notYetDue, stateNames } from "../../parts/state-words.ts";
import { allOf, dueOf, lastDueYear, SIGNS } from "../../parts/states.ts";
import { table } from "../../parts/table.ts";
import { notKnown, unknownIn } from "../../parts/unknown.ts";
import { countryName, placeCode, provinceData, provinceName } from "../../parts/where.ts";
import { Overview, STATES, type Tally } from "../../places.ts";
import { type Context, ExplorerError, type Table, type View } from "../../view.ts";
import { words as coverageWords } from "../coverage/words.ts";
import { bar, barKey, partNames } from "./bars.ts";
import {
  byYear,
  linesOf,
  organsIn,
  PARTS,
  partsIn,
  partsOf,
  SORTS,
  tallied,
  together,
  WHOSE,
  type Whose,
} from "./known.ts";
import { list } from "./list.ts";
import { countsSql, countsTable, statesSql, statesTable } from "./sql.ts";
import { words } from "./words.ts";

export const view: View = {
  title: words.title,
  async show(context) {
    const { params, say, go } = context;
    const overview = await context.data("overview.json", Overview);
    const [first, last] = overview.years;
    const whose = WHOSE.find((one) => one === params.get("of")) ?? "all";
    const year = Math.min(last, Math.max(first, Number(params.get("year")) || lastDueYear(overview)));
    const sort = SORTS.find((one) => one === params.get("sort")) ?? "days";
    const asked = params.get("place");
    const place = placeCode(asked);
    if (asked !== null && !overview.provinces.some(({ code }) => code === place?.slice(0, 2)))
      throw new ExplorerError(coverageWords.noPlace(asked));
    const now = { year: String(year), of: whose, place: asked ?? "", sort: params.get("sort") ?? "" };
    const set = (changed: Record<string, string>): void => go({ ...now, ...changed });
    const province = place === null ? null : await provinceData(context, place);
    const organs = province === null || place === null ? [] : organsIn(province, place, whose);
    const all = province === null ? null : tallied(organs, overview.years);
    const years = all ?? together(overview.provinces.map((one) => byYear(one, whose)));
    const deadline = overview.deadlines[year - first] ?? { own: "", aggregate: "" };
    const names = overview.provinces.map((one) => ({ value: one.code, label: provinceName(context, one) }));
    const here =
      place === null
        ? countryName(context)
        : (province?.places.find(([code]) => code === place && !code.endsWith("0000"))?.[1] ??
          names.find(({ value }) => value === place.slice(0, 2))?.label ??
          place);
    const choices = html`
      <div class="choices">
        ${choice({ name: "year", label: say(words.year), value: String(year), options: years.map((_, i) => ({ value: String(last - i), label: String(last - i) })), choose: (value) => set({ year: value }) })}
        ${choice({
          name: "place",
          label: say(words.place),
          value: asked ?? "",
          options: [
            { value: "", label: countryName(context) },
            ...names,
            ...(asked !== null && !names.some(({ value }) => value === asked) ? [{ value: asked, label: here }] : []),
          ],
          choose: (value) => set({ place: value, all: "" }),
        })}
        ${choice({ name: "of", label: say(words.whose), value: whose, options: WHOSE.map((value) => ({ value, label: say(words.kinds[value]) })), choose: (value) => set({ of: value }) })}
      </div>
    `;
    const odd = unknownIn(params, { year: years.map((_, i) => String(first + i)), of: WHOSE });
    if (odd.length > 0) return html`<h1>${say(words.title)}</h1>${choices}${notKnown(context, odd)}`;
    return html`<div class="deadlines">
      <h1>${say(words.title)}</h1>
      ${choices}
      <p>${say(deadline.own === deadline.aggregate ? words.one(year, deadline.own) : words.two(year, deadline.own, deadline.aggregate))}</p>
      ${states(context, years[year - first] ?? {}, { whose, place, year })}
      <h2>${say(words.byYear)}</h2>
      ${counts(
        context,
        "year",
        years.map((tally, i) => ({ key: first + i, tally })),
        { whose, place, year: null },
        {
          year: (value) =>
            html`<a href=${context.address("deadlines", { ...now, year: String(value) })}>${String(value)}</a>`,
        },
      )}
      ${
        place === null
          ? html`<h2>${say(words.byPlace)}</h2>
            <p>${say(words.choosePlace)}</p>
            ${counts(
              context,
              "province",
              overview.provinces.map((one) => ({ key: one.code, tally: byYear(one, whose)[year - first] ?? {} })),
              { whose, place, year },
              {
                province: (value) =>
                  html`<a href=${context.address("deadlines", { ...now, place: String(value) })}>${names.find((one) => one.value === value)?.label ?? String(value)}</a>`,
              },
            )}`
          : html`<h2>${say(words.list(here, String(year)))}</h2>
            ${province === null ? nothing : list(context, { lines: linesOf(organs, province, year, deadline, sort), caption: say(words.list(here, String(year))), sort, place, whose, year }, set)}`
      }
      <h2>${say(words.cannot)}</h2>
      <ul>${words.cannots.map((text) => html`<li>${say(text)}</li>`)}</ul>
    </div>`;
  },
};

type Asked = { whose: Whose; place: string | null; year: number | null };

function states(context: Context, tally: Tally, { whose, place, year }: Asked & { year: number }): TemplateResult {
  const { say, language } = context;
  const parts = partsOf(tally);
  const number = (n: number): string => count(n, language);
  const [due, later] = [dueOf(tally), parts.not_yet_due];
  if (allOf(tally) === 0) return html`<p>${say(words.none)}</p>`;
  const answer = statesTable(tally);
  const nameOf = (state: unknown): (typeof STATES)[number] | undefined => STATES.find((one) => one === state);
  return html`
    ${later > 0 ? html`<p class="summary">${say(words.later(say(notYetDue(later, number(later)))))}</p>` : nothing}
    <p class="summary">${say((later > 0 ? words.sumSoFar : words.sum)(number(due), number(parts.on_time), number(parts.late), number(parts.undated), number(parts.absent)))}</p>
    ${bar(context, parts)}
    <p class="soft">${barKey(context, partsIn([tally]))}</p>
    <h2>${say(words.byState)}</h2>
    ${table(context, {
      caption: say(words.byState),
      answer: {
        columns: [...answer.columns, { name: "share", type: "DOUBLE" }],
        rows: answer.rows.map((row) => [...row, row[1] ?? null]),
      },
      labels: { state: say(words.state), reports: say(words.reports), share: say(words.share) },
      show: {
        state: (value) => {
          const state = nameOf(value);
          return state === undefined
            ? ""
            : html`<span class="sign is-${state}" aria-hidden="true">${SIGNS[state]}</span> ${say(stateNames[state])}`;
        },
        reports: (value) => number(Number(value)),
        // Of reports that are due only in part, those that came early are no measure.
        share: (value) => (later > 0 ? share(0, 0, language) : share(Number(value), due, language)),
      },
    })}
    ${behind(context, { sql: statesSql(whose, place, year), file: `deadlines-states-${year}`, table: answer })}
  `;
}

/** On time, late, undated and not there, by year or by province: numbers, and a bar of them. */
function counts(
  context: Context,
  by: "year" | "province",
  rows: readonly { key: string | number; tally: Tally }[],
  { whose, place, year }: Asked,
  show: Parameters<typeof table>[1]["show"],
): TemplateResult {
  const { say, language } = context;
  const shown = partsIn(rows.map(({ tally }) => tally));
  const answer = countsTable(by, rows, shown);
  const tallies = new Map(rows.map(({ key, tally }) => [key, tally]));
  const withBars: Table = {
    columns: [
      ...answer.columns.map((column) => (column.name === "year" ? { ...column, type: "VARCHAR" } : column)),
      { name: "bar", type: "VARCHAR" },
    ],
    rows: answer.rows.map((row) => [...row, row[0] ?? null]),
  };
  const number = (value: unknown): string => count(Number(value), language);
  return html`
    ${table(context, {
      caption: say(by === "year" ? words.byYear : words.byPlace),
      answer: withBars,
      labels: {
        year: say(words.yearHead),
        province: say(words.province),
        due: say(words.due),
        ...partNames(context),
        bar: say(words.bar),
      },
      show: {
        due: number,
        ...Object.fromEntries(PARTS.map((part) => [part, number])),
        bar: (key) =>
          bar(
            context,
            partsOf((typeof key === "string" || typeof key === "number" ? tallies.get(key) : undefined) ?? {}),
          ),
        ...show,
      },
    })}
    ${behind(context, { sql: countsSql(by, { whose, place, year }, shown), file: `deadlines-by-${by}`, table: answer })}
  `;
}
