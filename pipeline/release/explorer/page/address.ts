import type { Language } from "./view.ts";

/** What an address asks for: `#coverage?place=41&lang=en`. */
export type Asked = { hash: string; view: string; params: URLSearchParams; language: Language };

/** Reads the part of an address after #. Where it names no language, that of the browser is taken: Chinese, or else English. */
export function asked(hash: string, browserLanguages: readonly string[]): Asked {
  const [view = "", query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const params = new URLSearchParams(query);
  const named = params.get("lang");
  const preferred = browserLanguages.find((one) => /^(zh|en)\b/i.test(one)) ?? "en";
  return { hash, view, params, language: /^zh\b/i.test(named ?? preferred) ? "zh" : "en" };
}

/** `#VIEW?a=b` without what is empty; a language that the address names is carried along. */
export function addressOf(view: string, params: Readonly<Record<string, string>>, lang: string | null): string {
  const query = new URLSearchParams(Object.entries(params).filter(([name, value]) => value !== "" && name !== "lang"));
  if (lang !== null) query.set("lang", lang);
  const text = query.toString();
  return `#${view}${text === "" ? "" : `?${text}`}`;
}
