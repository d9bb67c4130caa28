import { html, nothing, type TemplateResult } from "lit-html";
import { behind } from "../../parts/behind.ts";
import { chinese } from "../../parts/chinese.ts";
import { stateMeanings, stateNames } from "../../parts/state-words.ts";
import { SIGNS } from "../../parts/states.ts";
import { childrenOf, countryName, pathTo, placeCode, provinceData, provinceName } from "../../parts/where.ts";
import { Overview, type Province, STATES } from "../../places.ts";
import { type Context, ExplorerError, type View } from "../../view.ts";
import { matrix } from "./matrix.ts";
import { countryRows, placeRows, type Row, type Whose } from "./rows.ts";
import { organsSql, organsTable, placesSql, placesTable } from "./sql.ts";
import { summary } from "./summary.ts";
import { words } from "./words.ts";

export const view: View = {
  title: words.title,
  async show(context) {
    const asked = context.params.get("place");
    if (asked === null) return countryPage(context, await context.data("overview.json", Overview));
    const code = placeCode(asked);
    const overview = await context.data("overview.json", Overview);
    if (code === null || !overview.provinces.some((province) => province.code === code.slice(0, 2)))
      throw new ExplorerError(words.noPlace(asked));
    return placePage(context, await provinceData(context, code), code);
  },
};

const yearsOf = ([first, last]: [number, number]): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

function countryPage(context: Context, overview: Overview): TemplateResult {
  const { say, address } = context;
  const names = new Map(overview.provinces.map((province) => [province.code, provinceName(context, province)]));
  const part = (whose: Whose, rows: readonly Row[]): TemplateResult => html`
    <h2>${say(words[whose])}</h2>
    ${matrix(context, {
      caption: say(words.caption(say(words[whose]), countryName(context))),
      rows,
      years: yearsOf(overview.years),
      head: say(words.place),
      name: ({ code }) => names.get(code) ?? code,
      href: ({ code }) => address("coverage", { place: code }),
      sites: [],
    })}
    ${behind(context, { sql: placesSql(whose, null, rows), file: `coverage-${whose}`, table: placesTable(rows, overview.years[0]) })}
  `;
  const governments = countryRows(overview, "governments");
  const organs = countryRows(overview, "organs");
  return html`
    <h1>${say(words.title)}</h1>
    ${summary(context, { governments, organs, years: overview.years, leftOut: overview.leftOut })}
    ${part("governments", governments)}
    ${legend(context)}
    ${organs.length > 0 ? html`${part("organs", organs)}<p class="soft">${say(words.organsNote)}</p>` : nothing}
  `;
}

function placePage(context: Context, province: Province, code: string): TemplateResult {
  const { say, address } = context;
  const path = pathTo(province, code);
  const [, listed = null] = path.at(-1) ?? [];
  if (listed === null) throw new ExplorerError(words.noPlace(code));
  const nameOf = (place: string): string =>
    place.endsWith("0000")
      ? provinceName(context, province)
      : (province.places.find(([one]) => one === place)?.[1] ?? place);
  const here = nameOf(code);
  const { governments, organsByPlace, organs } = placeRows(province, code);
  const [first] = province.years;
  const shared = { years: yearsOf(province.years), sites: province.sites };
  const to = (row: Row): string | null => (row.code === code ? null : address("coverage", { place: row.code }));
  const hasChildren = childrenOf(province, code).length > 0;
  return html`
    <nav class="path" aria-label=${say(words.path)}><ol>
      <li><a href=${address("coverage")}>${countryName(context)}</a></li>
      ${path.map(([one], i) =>
        i === path.length - 1
          ? html`<li aria-current="page">${chinese(nameOf(one))}</li>`
          : html`<li><a href=${address("coverage", { place: one.endsWith("0000") ? one.slice(0, 2) : one })}>${chinese(nameOf(one))}</a></li>`,
      )}
    </ol></nav>
    <h1>${say(words.at(here))}</h1>
    ${summary(context, { governments, organs: organsByPlace, years: province.years, leftOut: 0 })}
    ${
      governments.length > 0
        ? html`<h2>${say(words.governments)}</h2>
          ${matrix(context, {
            ...shared,
            caption: say(words.caption(say(words.governments), here)),
            rows: governments,
            head: say(words.place),
            name: ({ code: place, organ }) => (place === code && organ ? organ.name : nameOf(place)),
            href: to,
          })}
          ${behind(context, { sql: placesSql("governments", code, governments), file: `coverage-${code}`, table: placesTable(governments, first) })}
          ${legend(context)}`
        : nothing
    }
    ${
      hasChildren && organsByPlace.length > 0
        ? html`<h2>${say(words.organs)}</h2>
          ${matrix(context, {
            ...shared,
            caption: say(words.caption(say(words.organs), here)),
            rows: organsByPlace,
            head: say(words.place),
            name: ({ code: place }) => (place === code ? say(words.ownOrgans(nameOf(place))) : nameOf(place)),
            href: to,
          })}
          ${behind(context, { sql: placesSql("organs", code, organsByPlace), file: `coverage-organs-${code}`, table: placesTable(organsByPlace, first) })}`
        : nothing
    }
    ${
      organs.length > 0
        ? html`<h2>${say(words.organsHere(here))}</h2>
          <p class="soft">${say(words.organsNote)}</p>
          ${matrix(context, {
            ...shared,
            caption: say(words.caption(say(words.organs), here)),
            rows: organs,
            head: say(words.organ),
            name: ({ organ }) => organ?.name ?? "",
            href: () => null,
          })}
          ${behind(context, { sql: organsSql(code), file: `organs-${code}`, table: organsTable(organs, province.sites) })}`
        : nothing
    }
  `;
}

const legend = ({ say }: Context): TemplateResult => html`
  <details open>
    <summary>${say(words.legend)}</summary>
    <ul class="state-legend">
      ${STATES.map(
        (state) =>
          html`<li><span class="sign is-${state}" aria-hidden="true">${SIGNS[state]}</span><span><strong>${say(stateNames[state])}</strong> ${say(stateMeanings[state])}</span></li>`,
      )}
      <li><span>${say(words.legendCount)}</span></li>
      <li><span>${say(words.legendNotYetDue)}</span></li>
      <li><span>${say(words.legendUnproven)}</span></li>
    </ul>
  </details>
`;
