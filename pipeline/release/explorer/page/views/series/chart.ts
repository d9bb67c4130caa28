import * as Plot from "@observablehq/plot";

export type Drawn = {
  /** A letter by which the line is known beside its colour and its dashes. */
  key: string;
  points: { year: number; value: number | null }[];
};

export type Words = { title: string; description: string; newForm(year: string): string };

/** The years with which a new form of the tables began. */
const FORMS = [2019, 2021];
const DASHES = ["none", "8 4", "2 3", "12 3 2 3", "5 5", "1 4"];
const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "cross"] as const;

/** Lines over years as an SVG: gaps where a number is not known, each line with a sign, dashes and a letter at its end. */
export function chart(lines: readonly Drawn[], width: number, words: Words): Element {
  const years = lines.flatMap(({ points }) => points.map(({ year }) => year));
  const first = Math.min(...years);
  const last = Math.max(...years);
  const isFlat = lines.every(({ points }) => points.every(({ value }) => value === null || value === 0));
  const forms = FORMS.filter((year) => year > first && year <= last);
  const drawn = Plot.plot({
    // Made where no policy on styles holds, and put into the page without the style element that Plot brings: style.css has it.
    document: document.implementation.createHTMLDocument(),
    width,
    height: Math.round(Math.min(420, Math.max(260, width / 2))),
    marginLeft: 64,
    // The letters stand one beside the other where lines end together.
    marginRight: 20 + 12 * lines.length,
    marginTop: 28,
    x: {
      domain: [first - 0.25, last + 0.25],
      ticks: Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
        (_, i, all) => width > 500 || i % Math.ceil(all.length / 6) === 0,
      ),
      tickFormat: String,
      label: null,
    },
    y: { zero: true, nice: true, grid: true, label: null, ...(isFlat ? { domain: [0, 1], ticks: [0, 1] } : {}) },
    marks: [
      Plot.ruleY([0], { stroke: "var(--soft)" }),
      Plot.ruleX(forms, { x: (year: number) => year - 0.5, stroke: "var(--soft)", strokeDasharray: "2 4" }),
      Plot.text(forms, {
        x: (year: number) => year - 0.5,
        text: (year: number) => words.newForm(String(year)),
        ...{ frameAnchor: "top", textAnchor: "start", dx: 4, dy: -18, fill: "var(--soft)" },
      }),
      ...lines.flatMap(({ key, points }, i) => {
        const color = `var(--series-${i + 1})`;
        const end = points.findLast(({ value }) => value !== null);
        return [
          Plot.line(points, {
            ...{ x: "year", y: ({ value }: { value: number | null }) => value ?? Number.NaN },
            ...{ stroke: color, strokeWidth: 2, strokeDasharray: DASHES[i] ?? "none" },
          }),
          Plot.dot(
            points.filter(({ value }) => value !== null),
            {
              x: "year",
              y: "value",
              stroke: color,
              fill: "var(--paper)",
              symbol: SYMBOLS[i] ?? "circle",
              r: 4,
              strokeWidth: 2,
            },
          ),
          Plot.text(end === undefined ? [] : [end], {
            ...{
              x: "year",
              y: "value",
              text: () => key,
              dx: 12 + 12 * i,
              fill: color,
              fontWeight: "bold",
              textAnchor: "start",
            },
          }),
        ];
      }),
    ],
  });
  return named(drawn, words);
}

/** The SVG in this page, with a title and a description that are read aloud. */
function named(drawn: Element, words: Words): Element {
  for (const style of drawn.querySelectorAll("style")) style.remove();
  for (const group of drawn.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-labelledby", "chart-title chart-description");
  const texts = { title: words.title, desc: words.description };
  for (const [name, text] of Object.entries(texts).reverse()) {
    const element = drawn.ownerDocument.createElementNS("http://www.w3.org/2000/svg", name);
    element.id = name === "title" ? "chart-title" : "chart-description";
    element.textContent = text;
    drawn.prepend(element);
  }
  return document.importNode(drawn, true);
}
