import { escapeHtml as escaped } from "../html.ts";

/** A way to write the inside of a cell. `number`: whether it holds a figure. What it hides, a reader does not see. */
export type CellMarkup = { name: string; write(text: string, number: boolean): string };

const everywhere = (name: string, write: (text: string) => string): CellMarkup => ({ name, write });
const figures = (name: string, write: (text: string) => string): CellMarkup => ({
  name,
  write: (text, number) => (number ? write(text) : escaped(text)),
});
const apart = (text: string, by: string): string => [...text].map(escaped).join(by);
const wrapped = (text: string, length: number, by: string): string =>
  (text.match(new RegExp(`.{1,${length}}`, "gsu")) ?? []).map(escaped).join(by);

const MSO =
  `<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:widow-orphan"><span lang="EN-US" ` +
  `style="font-size:9.0pt;font-family:宋体;mso-font-kerning:0pt">`;

/** How editors, Word and hand-written pages write cells; first the plainest. */
export const cellMarkups: readonly CellMarkup[] = [
  everywhere("plain", (text) => escaped(text) || "&nbsp;"),
  everywhere("paragraphs", (text) => `<p>${escaped(text) || "&nbsp;"}</p>`),
  everywhere("pasted from Word", (text) => `${MSO}${escaped(text) || "<o:p>&nbsp;</o:p>"}</span></p>`),
  everywhere("fonts", (text) => `<font color="red"><b><u>${escaped(text)}</u></b></font>`),
  everywhere("blocks in blocks", (text) => `<div>\n  <div>${escaped(text)}</div>\n</div>`),
  everywhere("a list", (text) => `<ul><li>${escaped(text)}</li></ul>`),
  everywhere("links", (text) => `<a href="#" title="9${escaped(text)}9">${escaped(text)}</a>`),
  everywhere("a table of one cell", (text) => `<table><tr><td>${escaped(text)}</td></tr></table>`),
  everywhere("padded with blanks", (text) => `&nbsp;&nbsp;${escaped(text)}&emsp;`),
  everywhere("white space of the source", (text) => `\r\n\t\t<span>\r\n${escaped(text)}</span>\r\n`),
  everywhere("conditional comments", (text) => `<!--[if !supportEmptyParas]-->${escaped(text)}<!--[endif]-->`),
  everywhere(
    "Office data in comments",
    (text) => `<!--[if gte mso 9]><xml><w:t>9</w:t></xml><![endif]-->${escaped(text)}`,
  ),
  { name: "names wrapped by hand", write: (text, number) => (number ? escaped(text) : wrapped(text, 5, "<br/>")) },
  {
    name: "names in several paragraphs",
    write: (text, number) => `<p>${number ? escaped(text) : wrapped(text, 4, "</p><p>")}</p>`,
  },
  figures("figures with empty lines", (text) => `<br>${escaped(text)}<br><br>`),
  figures("figures with an empty paragraph", (text) => `<p>${escaped(text)}</p><p>&nbsp;</p>`),
  figures("digits in spans", (text) => `<span>${apart(text, "</span><span>")}</span>`),
  figures("digits with nothing between", (text) => apart(text, "&#8203;<wbr>")),
  figures("entities", (text) => [...text].map((c) => `&#${c.codePointAt(0)};`).join("")),
  figures("full-width digits", (text) => escaped(text.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))))),
  figures("a bookmark", (text) => `<a name="_GoBack"></a>${escaped(text)}`),
  figures("struck out", (text) => `<s>5</s>${escaped(text)}`),
  figures("replaced", (text) => `<del>5</del><ins>${escaped(text)}</ins>`),
  figures("struck out by style", (text) => `<span style="text-decoration:line-through">5</span>${escaped(text)}`),
  figures("a note's mark", (text) => `${escaped(text)}<sup>[1]</sup>`),
  figures("hidden by style", (text) => `<span style="display: none">9</span>${escaped(text)}`),
  figures("invisible", (text) => `<span style="visibility:hidden">9</span>${escaped(text)}`),
  figures("of no size", (text) => `${escaped(text)}<span style="font-size:0px">9</span>`),
  figures("hidden by Word", (text) => `${escaped(text)}<span style="mso-hide:all">9</span>`),
  figures("transparent", (text) => `${escaped(text)}<span style="opacity:0">9</span>`),
  figures("off the screen", (text) => `${escaped(text)}<span style="position:absolute;left:-9999px">9</span>`),
  figures("hidden by the page's style sheet", (text) => `${escaped(text)}<i class="unseen">9</i>`),
  figures("form fields", (text) => `<input type="text" readonly value="${escaped(text)}">`),
];
