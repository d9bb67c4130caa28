import { isFile, type Page, type Place, pageFrom } from "../discover/index.ts";
import { jsonEntries, jsonTexts, jsonTitle, parseJson } from "./json.ts";

const MARKUP = /<(p|div|table|span|br|section)\b/i;

/**
 * A page with the article that its script would put there: HTML, or JSON with HTML or files in it. Null where the answer
 * holds no article.
 */
export function withArticle(shell: Page, answer: string): Page | null {
  const isData = parseJson(answer) !== undefined;
  const title = isData ? jsonTitle(answer) : null;
  const article = isData ? articleIn(answer, shell) : answer;
  if (article.trim() === "") return null;
  const html = `<title>${escaped(shell.title)}</title><h1>${escaped(title ?? "")}</h1>${article}`;
  const { columnName, breadcrumb } = shell;
  return { ...pageFrom(shell.url, html, "text/html", shell), columnName, breadcrumb, isArticle: true };
}

/** The longest text with markup, and the files that the records name. */
function articleIn(json: string, on: Place): string {
  const [longest = ""] = jsonTexts(json)
    .filter((text) => MARKUP.test(text))
    .sort((a, b) => b.length - a.length);
  const files = jsonEntries(json, on).filter(({ url }) => isFile(url));
  return longest + files.map(({ url, text }) => `<p><a href="${escaped(url)}">${escaped(text)}</a></p>`).join("");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
