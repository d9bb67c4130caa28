import { html, svg, type TemplateResult } from "lit-html";
import { behind } from "../../parts/behind.ts";
import { count, share } from "../../parts/format.ts";
import { choice } from "../../parts/options.ts";
import { provinces } from "../../parts/province-words.ts";
import { dueOf, sumOf, thereOf } from "../../parts/states.ts";
import { table } from "../../parts/table.ts";
import { provinceName } from "../../parts/where.ts";
import { KINDS, Overview, type Tally, unpackTally } from "../../places.ts";
import type { Context, Table, View } from "../../view.ts";
import { COLUMNS, ROWS, tiles } from "./tiles.ts";
import { words } from "./words.ts";

const LEVELS = ["all", "province", "prefecture", "county"] as const;
type Level = (typeof LEVELS)[number];

const MEASURES = {
  there: thereOf,
  on_time: (tally: Tally) => tally.on_time ?? 0,
  proven: (tally: Tally) => tally.proven ?? 0,
} satisfies Record<string, (tally: Tally) => number>;
type Measure = keyof typeof MEASURES;
const isMeasure = (text: string | null): text is Measure => text !== null && Object.hasOwn(MEASURES, text);

/** A province of the map, as the governments of one level stand in one year. */
type Known = { code: string; name: string; tally: Tally; due: number; part: number };

export const view: View = {
  title: words.title,
  async show(context) {
    const { params, say, go } = context;
    const overview = await context.data("overview.json", Overview);
    const [first, last] = overview.years;
    const years = Array.from({ length: last - first + 1 }, (_, i) => String(last - i));
    const asked = params.get("measure");
    const measure = isMeasure(asked) ? asked : "there";
    const level = LEVELS.find((one) => one === params.get("level")) ?? "all";
    const year = years.find((one) => one === params.get("year")) ?? latest(overview, years);
    const set = (name: string) => (value: string) => go({ year, measure, level, [name]: value });
    const known = provincesOf(context, overview, Number(year) - first, level, measure);
    const caption = say(words.caption(say(words.measures[measure]), year, say(words.levels[level])));
    const answer = tableOf(known);
    return html`
      <h1>${say(words.title)}</h1>
      <div class="choices">
        ${choice({ name: "year", label: say(words.year), value: year, options: years.map((value) => ({ value, label: value })), choose: set("year") })}
        ${choice({
          name: "measure",
          label: say(words.measure),
          value: measure,
          options: Object.keys(MEASURES)
            .filter(isMeasure)
            .map((value) => ({ value, label: say(words.measures[value]) })),
          choose: set("measure"),
        })}
        ${choice({ name: "level", label: say(words.level), value: level, options: LEVELS.map((value) => ({ value, label: say(words.levels[value]) })), choose: set("level") })}
      </div>
      <p>${say(words.conclude)}</p>
      <div class="map-and-table">
        <figure>
          <figcaption>${caption}</figcaption>
          ${map(context, known, caption)}
          <p class="soft">${say(words.notThere)}</p>
        </figure>
        <div>
          ${shownTable(context, known, answer)}
          ${behind(context, { sql: sqlOf(year, level), file: `map-${year}`, table: answer })}
        </div>
      </div>
    `;
  },
};

/** The last year of which there is any report. */
function latest({ years, provinces }: Overview, all: readonly string[]): string {
  const some = all.find((year) =>
    provinces.some(({ tallies }) =>
      tallies.some((byYear) => thereOf(unpackTally(byYear[Number(year) - years[0]] ?? [])) > 0),
    ),
  );
  return some ?? all[0] ?? "";
}

function provincesOf(context: Context, { provinces }: Overview, year: number, level: Level, measure: Measure): Known[] {
  return provinces.flatMap((province) => {
    if (tiles[province.code] === undefined) return [];
    const kinds = province.tallies.filter(
      (_, kind) => KINDS[kind] !== "organ" && (level === "all" || KINDS[kind] === level),
    );
    const tally = sumOf(kinds.map((byYear) => unpackTally(byYear[year] ?? [])));
    return [
      {
        code: province.code,
        name: provinceName(context, province),
        tally,
        due: dueOf(tally),
        part: MEASURES[measure](tally),
      },
    ];
  });
}

const SIZE = 100;

function map({ say, language, address }: Context, known: readonly Known[], title: string): TemplateResult {
  return html`<svg class="tiles" role="group" aria-label=${title} viewBox="0 0 ${COLUMNS * SIZE} ${ROWS * SIZE}">${known.map(
    ({ code, name, due, part }) => {
      const tile = tiles[code];
      if (tile === undefined) return svg``;
      const value = due === 0 ? "–" : `${whole(part, due)}%`;
      const short = language === "zh" ? say(provinces[code] ?? words.title) : tile.letters;
      const said =
        due === 0
          ? words.nothingDue(name)
          : words.tile(name, share(part, due, language), count(part, language), count(due, language));
      // Who speaks to the page names a tile by what it shows.
      const label = `${short} ${value}: ${say(said)}`;
      return svg`
        <a href=${address("coverage", { place: code })} aria-label=${label} class="step-${due === 0 ? 0 : Math.ceil((4 * part) / due)}">
          <title>${label}</title>
          <rect x=${tile.x * SIZE + 2} y=${tile.y * SIZE + 2} width=${SIZE - 4} height=${SIZE - 4} rx="6"></rect>
          <text x=${tile.x * SIZE + SIZE / 2} y=${tile.y * SIZE + 43} aria-hidden="true">${short}</text>
          <text class="value" x=${tile.x * SIZE + SIZE / 2} y=${tile.y * SIZE + 80} aria-hidden="true">${value}</text>
        </a>`;
    },
  )}</svg>`;
}

/** A percentage without decimals that is 0 only where nothing, and 100 only where all is there. */
const whole = (part: number, due: number): number =>
  part === 0 || part === due ? (100 * part) / due : Math.min(99, Math.max(1, Math.round((100 * part) / due)));

const COUNTS = ["due", "there", "on_time", "proven"];

const tableOf = (known: readonly Known[]): Table => ({
  columns: ["province", ...COUNTS].map((name) => ({ name, type: name === "province" ? "VARCHAR" : "BIGINT" })),
  rows: known
    .filter(({ due }) => due > 0)
    .map(({ code, tally, due }) => [code, due, thereOf(tally), tally.on_time ?? 0, tally.proven ?? 0]),
});

function shownTable(context: Context, known: readonly Known[], answer: Table): TemplateResult {
  const { say, language, address } = context;
  const byCode = new Map(known.map((province) => [province.code, province]));
  return table(context, {
    caption: say(words.table),
    answer: {
      columns: [...answer.columns, { name: "share", type: "DOUBLE" }],
      rows: answer.rows.map((row) => [...row, byCode.get(String(row[0]))?.part ?? 0]),
    },
    labels: {
      province: say(words.province),
      due: say(words.due),
      there: say(words.there),
      on_time: say(words.onTime),
      proven: say(words.proven),
      share: say(words.share),
    },
    show: {
      province: (code) =>
        html`<a href=${address("coverage", { place: String(code) })}>${byCode.get(String(code))?.name ?? String(code)}</a>`,
      share: (part, [, due]) => share(Number(part), Number(due), language),
    },
  });
}

const sqlOf = (year: string, level: Level): string => `SELECT place[:2] AS province, count(*) AS due,
  count(report_id) AS there,
  count(*) FILTER (state = 'on_time') AS on_time,
  count(*) FILTER (status IN ('verified', 'realigned')) AS proven
FROM deadlines
WHERE is_government AND year = ${year}${level === "all" ? "" : ` AND level = '${level}'`} AND place < '70'
GROUP BY ALL ORDER BY ALL`;
