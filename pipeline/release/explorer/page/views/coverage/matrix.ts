import { html, nothing, svg, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { chinese } from "../../parts/chinese.ts";
import { count, share } from "../../parts/format.ts";
import { hadInTime, notYetDue, proofNames, stateNames } from "../../parts/state-words.ts";
import { allOf, dueOf, isProven, mainReason, SIGNS, thereOf } from "../../parts/states.ts";
import { type Due, daysOf, isThere, type Province, STATES, type Tally } from "../../places.ts";
import type { Context } from "../../view.ts";
import { moved } from "./arrows.ts";
import type { Row } from "./rows.ts";
import { words } from "./words.ts";

export type Matrix = {
  caption: string;
  rows: readonly Row[];
  years: readonly number[];
  /** What the first column holds. */
  head: string;
  name(row: Row): string;
  /** Where a row leads, if to anything. */
  href(row: Row): string | null;
  sites: Province["sites"];
};

/** Places or organs by year. One cell is in the order of the Tab key, the arrow keys go on from there; what it says stands in words above. */
export const matrix = (context: Context, { caption, rows, years, head, name, href, sites }: Matrix): TemplateResult => {
  const { say } = context;
  const hint = say(words.howTo);
  return html`
    <div class="with-matrix" @pointerover=${tell} @focusin=${tell} @keydown=${moved}>
      <p class="said" aria-hidden="true" .textContent=${live(hint)}></p>
      <div class="scrolled" ${ref(fromTheEnd)}>
        <table class="matrix">
          <caption><span>${caption}</span></caption>
          <thead><tr><th scope="col">${head}</th>${years.map((year) => html`<th scope="col">${year}</th>`)}</tr></thead>
          <tbody>${rows.map((row, r) => {
            const to = href(row);
            return html`<tr>
              <th scope="row">${to === null ? chinese(name(row)) : html`<a href=${to}>${chinese(name(row))}</a>`}</th>
              ${years.map((year, i) => html`<td>${cell(context, row, name(row), year, i, to, sites, r === 0 && i === 0)}</td>`)}
            </tr>`;
          })}</tbody>
        </table>
      </div>
    </div>
  `;
};

/** Where the years do not all fit, the newest are seen first. */
function fromTheEnd(frame: Element | undefined): void {
  requestAnimationFrame(() => frame?.scrollTo({ left: frame.scrollWidth }));
}

/** Puts the words of the cell under the pointer or the focus where all can read them. */
function tell({ target, currentTarget }: Event): void {
  if (!(target instanceof Element && currentTarget instanceof Element)) return;
  const said = target.closest(".cell")?.querySelector(".visually-hidden")?.textContent;
  const line = currentTarget.querySelector(".said");
  if (said && line) line.textContent = said;
}

function cell(
  context: Context,
  row: Row,
  name: string,
  year: number,
  i: number,
  to: string | null,
  sites: Province["sites"],
  isFirst: boolean,
): TemplateResult {
  const { say, language } = context;
  const tally = row.tallies[i] ?? {};
  const one = row.due[i] ?? null;
  if (allOf(tally) === 0)
    return html`<span class="cell" tabindex=${isFirst ? 0 : -1}><span class="visually-hidden">${say(words.cell(name, year, say(words.nothingDue)))}</span></span>`;
  const what = one === null ? tallied(context, tally) : stated(context, one, sites);
  const shown = html`<span class="visually-hidden">${say(words.cell(name, year, what))}</span>${
    one === null ? sum(tally, language) : html`<span aria-hidden="true">${SIGNS[one.state]}</span>`
  }`;
  const state = one?.state ?? fullness(tally);
  const kind = `cell is-${state}${one !== null && isThere(one.state) && !isProven(one.proof) ? " unproven" : ""}`;
  const target = one !== null && isThere(one.state) ? reportAddress(context, one) : to;
  return target === null
    ? html`<span class=${kind} tabindex=${isFirst ? 0 : -1}>${shown}</span>`
    : html`<a class=${kind} href=${target} tabindex=${isFirst ? nothing : -1}>${shown}</a>`;
}

/** How full a cell of many is, in steps that the eye tells apart; where nothing is there, the reason. */
function fullness(tally: Tally): string {
  if (tally.not_yet_due) return "not_yet_due";
  const part = thereOf(tally) / dueOf(tally);
  return part === 0 ? (mainReason(tally) ?? "some") : part >= 0.9 ? "all" : part >= 0.5 ? "most" : "some";
}

export const reportAddress = ({ address }: Context, { organ, division, year, scope }: Due): string =>
  address("report", { organ, division, year: String(year), scope });

/** A count of those that are there, or the reason why none is. */
function sum(tally: Tally, language: Context["language"]): TemplateResult {
  const [there, due] = [thereOf(tally), dueOf(tally)];
  if (tally.not_yet_due)
    return html`<span aria-hidden="true">${there > 0 ? `${count(there, language)} ` : ""}${SIGNS.not_yet_due}</span>`;
  const reason = mainReason(tally);
  if (there === 0 && reason !== null)
    return html`<span aria-hidden="true">${SIGNS[reason]}</span><small aria-hidden="true">/${count(due, language)}</small>`;
  return html`<span aria-hidden="true">${count(there, language)}</span><small aria-hidden="true">/${count(due, language)}</small>${svg`
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="share" width=${(100 * there) / due} height="4"></rect>
      <rect class="proven-share" width=${(100 * (tally.proven ?? 0)) / due} height="4"></rect>
    </svg>`}`;
}

function tallied({ say, language }: Context, tally: Tally): string {
  const there = thereOf(tally);
  const states = STATES.flatMap((state) => {
    const organs = tally[state];
    return organs && state !== "not_yet_due"
      ? [say(words.summary.reason(count(organs, language), say(stateNames[state])))]
      : [];
  });
  const head = say(words.of(count(there, language), count(dueOf(tally), language)));
  const proven = say(words.proven(count(tally.proven ?? 0, language), share(tally.proven ?? 0, there, language)));
  const later = tally.not_yet_due ?? 0;
  return say(
    words.clauses([
      ...(dueOf(tally) > 0 ? [head] : []),
      ...(there > 0 ? [proven] : []),
      ...(states.length > 0 ? [say(words.list(states))] : []),
      ...(later > 0 ? [say(notYetDue(later, count(later, language)))] : []),
    ]),
  );
}

function stated({ say }: Context, due: Due, sites: Province["sites"]): string {
  const { state, proof, had, site } = due;
  const days = daysOf(due);
  const [, name = null, , reason = null, checked = null] = sites[site] ?? [];
  return say(
    words.clauses([
      say(stateNames[state]),
      ...(days === null ? [] : [say(words.days(days))]),
      ...(had === null ? [] : [say(hadInTime(had, due.days !== null))]),
      ...(proof === null ? [] : [say(proofNames[proof])]),
      ...(isThere(state) || name === null ? [] : [say(words.site(name, checked ?? say(words.never)))]),
      ...(state === "blocked" && reason !== null ? [reason] : []),
    ]),
  );
}
