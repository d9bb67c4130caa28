import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { columnName, figureName, figures } from "../../../../data/forms/figures.ts";
import { workedQueries } from "../../../../data/queries/index.ts";
import { dictionary } from "../../../../data/records/index.ts";
import { series } from "../../../../data/series/index.ts";
import { releasedTables } from "../../tables.ts";
import { type DescribedView, describedViews } from "../../views.ts";
import { LEFT_OUT, STORED } from "./tables.ts";

/** Writes what the page says of the database without opening it (page/database/described.ts). */
export async function writeDescriptions(folder: string): Promise<void> {
  const data = join(folder, "explorer", "data");
  await mkdir(data, { recursive: true });
  for (const [file, content] of Object.entries({ questions: questions(), tables: tables(), items: items() }))
    await writeFile(join(data, `${file}.json`), `${JSON.stringify(content)}\n`);
}

/** Those of the worked queries that ask for nothing that is left out. */
const questions = () =>
  workedQueries().filter(({ sql }) => !LEFT_OUT.some((table) => new RegExp(`\\b(FROM|JOIN) ${table}\\b`).test(sql)));

function tables() {
  const cells = {
    name: "cells_not_reported",
    definition: {
      ...dictionary.cells,
      en: "The cells of which no plain number was read: every row of cells.parquet whose status is not reported.",
      zh: "未读出普通数值的单元格：cells.parquet 中状态非 reported 的各行。",
    },
  };
  const named = [...releasedTables, cells].filter(
    ({ name }) => STORED.some((table) => table.name === name) || name === "figures" || isView(name),
  );
  return named.map(({ name, definition: { en, zh, columns } }) => ({
    ...{ name, en, zh },
    columns: Object.entries(columns)
      .filter(([column]) => column !== "year" || name === "reports" || name === "deadlines" || isView(name))
      .map(([column, definition]) => ({
        ...{ name: column, type: definition.type, en: definition.en, zh: definition.zh },
      })),
  }));
}

const isView = (name: string): boolean => describedViews.some((view) => view.name === name);

const items = () =>
  [...describedViews]
    .sort((a, b) => Number(b.name === "harmonized") - Number(a.name === "harmonized"))
    .map(({ name, definition: { en, zh }, numbers }) => ({
      ...{ view: name, en, zh },
      items: numbers.map((column) => [column, labelOf(name, column)]),
    }));

const LABELS = new Map(figures.map(({ name, zh }) => [name, zh.replace(/（[^（]*年表式）。$/, "")]));

/** In the words of the form; of a series, in those of the newest form that names it so, or of each form that gives it. */
function labelOf(view: DescribedView["name"], column: string): string {
  const known = LABELS.get(`${view}__${column}`);
  if (known !== undefined) return known;
  const ways = series.find((one) => columnName(one) === column)?.ways ?? [];
  const itself = ways.find(([cell, ...more]) => cell !== undefined && more.length === 0 && columnName(cell) === column);
  const labels = (itself ? [itself] : ways).map((way) =>
    way.map((cell) => LABELS.get(figureName(cell)) ?? figureName(cell)).join(" + "),
  );
  return [...new Set(labels)].join(" ／ ");
}
