import { html, nothing, type TemplateResult } from "lit-html";
import { count, share } from "../../parts/format.ts";
import { notYetDue, stateNames } from "../../parts/state-words.ts";
import { allOf, dueOf, sumOf, thereOf } from "../../parts/states.ts";
import { isThere, STATES, type Tally } from "../../places.ts";
import type { Context } from "../../view.ts";
import type { Row } from "./rows.ts";
import { words } from "./words.ts";

type Known = { governments: readonly Row[]; organs: readonly Row[]; years: [number, number]; leftOut: number };

/** In sentences: how much of what is owed is there, and why the rest is not. */
export function summary({ say, language }: Context, { governments, organs, years, leftOut }: Known): TemplateResult {
  const all = sumOf(governments.flatMap(({ tallies }) => tallies));
  const others = sumOf(organs.flatMap(({ tallies }) => tallies));
  const number = (n: number): string => count(n, language);
  const [due, there] = [dueOf(all), thereOf(all)];
  const missing = STATES.flatMap((state) => {
    const some = all[state];
    return some && !isThere(state) && state !== "not_yet_due"
      ? [say(words.summary.reason(number(some), say(stateNames[state])))]
      : [];
  });
  const later = (tally: Tally): string => {
    const some = tally.not_yet_due ?? 0;
    return some > 0 ? say(words.summary.later(say(notYetDue(some, number(some))))) : "";
  };
  return html`
    ${
      due > 0
        ? html`<p class="summary">${say(
            words.summary.governments(
              number(there),
              number(due),
              share(there, due, language),
              number(all.proven ?? 0),
              ...years,
            ),
          )}
          ${later(all)}
          ${missing.length > 0 ? say(words.summary.missing(say(words.list(missing)))) : nothing}</p>`
        : nothing
    }
    <p>${
      allOf(others) > 0
        ? say(words.summary.organs(number(thereOf(others)), number(dueOf(others)), number(others.proven ?? 0)))
        : say(words.summary.noOrgans)
    }
    ${later(others)}
    ${leftOut > 0 ? say(words.summary.leftOut(leftOut, number(leftOut))) : nothing}</p>
  `;
}
