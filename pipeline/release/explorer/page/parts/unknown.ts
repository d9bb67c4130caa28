import { html, type TemplateResult } from "lit-html";
import type { Context } from "../view.ts";
import { asks, words } from "./words.ts";

/** What an address asks for by a name that nothing here has. */
export type Unknown = { name: keyof typeof asks; value: string };

/** Of the names those that the address gives another value than the ones that there are. */
export const unknownIn = (
  params: URLSearchParams,
  known: { readonly [name in Unknown["name"]]?: readonly string[] },
): Unknown[] =>
  Object.entries(known).flatMap(([name, values]): Unknown[] => {
    const value = params.get(name) ?? "";
    return value === "" || values.includes(value) || !isAsked(name) ? [] : [{ name, value }];
  });

const isAsked = (name: string): name is Unknown["name"] => name in asks;

/** Said instead of a figure: what stands in for it would be taken for what was asked. */
export const notKnown = ({ say }: Context, unknown: readonly Unknown[]): TemplateResult =>
  html`<p class="notice" role="alert">${say(words.knowsNo(unknown.map(({ name, value }) => ({ name: asks[name], value }))))}</p>`;
