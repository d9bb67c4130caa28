import { html, type TemplateResult } from "lit-html";
import { Items } from "../../database/described.ts";
import { behind } from "../../parts/behind.ts";
import { table } from "../../parts/table.ts";
import { notKnown, type Unknown } from "../../parts/unknown.ts";
import { provinceName } from "../../parts/where.ts";
import { Overview, Province } from "../../places.ts";
import { type Context, ExplorerError, type Table, type View } from "../../view.ts";
import { choices, type Names, type Offered } from "./choices.ts";
import { type Chosen, chosen, type Item, prefixOf, unknown, without } from "./chosen.ts";
import { countedOf, fileOf } from "./counted.ts";
import { isUneven, type Line, linesOf, MOST_LINES, questionOf, yearsOf } from "./question.ts";
import { words } from "./words.ts";

/** Items in places over the years: a line each, the numbers beside them, and of how many reports they are made. */
export const view: View = {
  title: words.title,
  async show(context) {
    const { say } = context;
    const { offered, names, odd } = await known(context, chosen(context.params));
    const asked = without(context.params, odd);
    const page = (below: TemplateResult): TemplateResult => html`
      <h1>${say(words.title)}</h1>
      ${choices(context, asked, offered, names)}
      ${asked.places.length * asked.items.length > MOST_LINES ? html`<p>${say(words.most(MOST_LINES))}</p>` : ""}
      <div class="series-answer">${below}</div>
    `;
    if (odd.length > 0) return page(notKnown(context, odd));
    context.redraw(page(html`<p role="status">${say(words.loading)}</p>`));
    const sql = questionOf(asked);
    try {
      const answer = await context.query(sql);
      const lines = linesOf(asked, answer);
      const years = yearsOf(lines);
      if (years.length === 0)
        return page(html`<p role="status">${say(asked.organs === "same" ? words.noneInEveryYear : words.nothing)}</p>`);
      return page(html`
        ${asked.organs === "each" && isUneven(lines) ? html`<p class="notice">${say(words.uneven)}</p>` : ""}
        ${await drawn(context, asked, lines, years, names)}
        ${table(context, { caption: say(words.numbers), ...numbers(context, lines, years, names) })}
        ${behind(context, { sql, file: fileOf(asked), table: answer })}
        <p class="soft">${say(words.gap)} ${say(words.madeOf)}</p>
      `);
    } catch (error) {
      if (!(error instanceof ExplorerError)) throw error;
      return page(html`<p class="notice" role="alert">${say(error.text)}</p>`);
    }
  },
};

/** What can be chosen, the names of what is, and what was asked for that is not there. */
async function known(
  context: Context,
  { places }: Chosen,
): Promise<{ offered: Offered; names: Names; odd: Unknown[] }> {
  const { say, data, params } = context;
  const [overview, items] = await Promise.all([data("overview.json", Overview), data("items.json", Items)]);
  const isProvince = (code: string): boolean => overview.provinces.some((one) => one.code === code);
  const inside = params.get("in") ?? "";
  const wanted = new Set([...places.filter(({ length }) => length > 2), inside].map((code) => code.slice(0, 2)));
  const provinces = await Promise.all(
    [...wanted].filter(isProvince).map((code) => data(`places/${code}.json`, Province)),
  );
  const called = new Map([
    ["", say(words.allPlaces)],
    ...overview.provinces.map((one): [string, string] => [one.code, provinceName(context, one)]),
    ...provinces.flatMap((province) =>
      province.places.flatMap(([code, name]): [string, string][] =>
        prefixOf(code).length > 2 ? [[prefixOf(code), name]] : [],
      ),
    ),
  ]);
  const below = provinces.find(({ code }) => code === inside)?.places ?? [];
  const named = new Map(
    items.flatMap(({ view: of, items: some }) => some.map(([column, name]) => [`${of}.${column}`, name])),
  );
  return {
    odd: unknown(params, {
      isPlace: (place) => place !== "" && called.has(place),
      isItem: (id) => named.has(id),
      years: overview.years,
    }),
    offered: {
      ...{ overview, items },
      inside: below.flatMap(([code, name]): [string, string][] => (prefixOf(code).length > 2 ? [[code, name]] : [])),
    },
    names: {
      place: (place) => called.get(place) ?? place,
      item: ({ view: of, column }) => `${named.get(`${of}.${column}`) ?? of} (${column})`,
    },
  };
}

/** A letter for each line: A, B … */
const keyOf = (line: number): string => String.fromCharCode(65 + line);

/** What tells a line from the others. */
function labelOf(asked: Chosen, { place, item }: { place: string; item: Item }, names: Names): string {
  const parts = [
    ...(asked.places.length > 1 || asked.items.length === 1 ? [names.place(place)] : []),
    ...(asked.items.length > 1 || asked.places.length === 1 ? [names.item(item)] : []),
  ];
  return parts.join(" · ");
}

async function drawn(
  { say, language }: Context,
  asked: Chosen,
  lines: readonly Line[],
  years: readonly number[],
  names: Names,
): Promise<TemplateResult> {
  const { chart } = await import("./chart.ts");
  const labels = lines.map((line, i) => `${keyOf(i)} ${labelOf(asked, line, names)}`);
  const what = [
    say(words.measures[asked.measure]),
    ...(asked.items.length === 1 ? asked.items.map(names.item) : []),
  ].join(" · ");
  const counted = say(countedOf(asked, years, names));
  const svg = chart(
    lines.map(({ points }, i) => ({
      key: keyOf(i),
      points: years.map((year) => {
        const value = points.get(year)?.value ?? null;
        return { year, value: value === null ? null : Number(value) };
      }),
    })),
    Math.min(960, Math.max(300, (document.querySelector("main")?.clientWidth ?? 720) - 32)),
    {
      title: what,
      description: `${counted} ${say(
        words.described(labels.join(language === "zh" ? "；" : "; "), String(years[0]), String(years.at(-1))),
      )}`,
      newForm: (year) => say(words.newForm(year)),
    },
  );
  return html`
    <h2>${what}</h2>
    <figure class="series-chart">
      <figcaption><p class="series-counted">${counted}</p><ol>${lines.map((line, i) => html`<li class=${`series-line-${i + 1}`}>${labelOf(asked, line, names)}</li>`)}</ol></figcaption>
      ${svg}
    </figure>
  `;
}

/** A year a row: for each line its number, and the reports of which it is made. */
function numbers({ say }: Context, lines: readonly Line[], years: readonly number[], names: Names) {
  const columns = lines.flatMap((_, i) => [
    { name: keyOf(i), type: "DECIMAL" },
    { name: `${keyOf(i)} reports`, type: "BIGINT" },
  ]);
  const answer: Table = {
    columns: [{ name: "year", type: "YEAR" }, ...columns],
    rows: years.map((year) => [
      String(year),
      ...lines.flatMap(({ points }) => {
        const point = points.get(year);
        return [point?.value ?? null, point?.reports ?? 0];
      }),
    ]),
  };
  const labels = Object.fromEntries([
    ["year", say(words.year)],
    ...lines.flatMap((line, i) => [
      [keyOf(i), `${keyOf(i)} ${names.place(line.place)}`],
      [`${keyOf(i)} reports`, say(words.reportsOf(keyOf(i)))],
    ]),
  ]);
  return { answer, labels };
}
