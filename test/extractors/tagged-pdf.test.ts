import assert from "node:assert/strict";
import test from "node:test";
import { extract } from "../../extractors/index.ts";
import { type Attached, type HandmadePage, handmadePdf, words } from "./handmade-pdf.ts";

/** A cell as tagged: its lines, each with its place; how many rows and columns it spans; whether it is on the second page. */
type Tagged = { lines: [text: string, x: number, y: number][]; rows?: number; columns?: number; page?: 1 };

const cell = (text: string, x: number, y: number, more: Partial<Tagged> = {}): Tagged => ({
  lines: [[text, x, y]],
  ...more,
});

/** A table without a line, tagged as Word tags one, or as a browser tags what it takes for layout. */
function taggedPdf(rows: Tagged[][], { layout = false, pages = 1 } = {}): Uint8Array {
  const [table, row, data] = layout ? ["NonStruct", "NonStruct", "NonStruct"] : ["Table", "TR", "TD"];
  const objects = new Map<number, string>();
  const contents = Array.from({ length: pages }, (): string[] => []);
  const parents = Array.from({ length: pages }, (): string[] => []);
  let next = 103;
  const rowRefs = rows.map((cells) => {
    const rowAt = next++;
    const refs = cells.map(({ lines, rows = 1, columns = 1, page = 0 }) => {
      const at = next++;
      const spans = layout ? "" : `/A << /O /Table /RowSpan ${rows} /ColSpan ${columns} >>`;
      const marks = lines.map(([text, x, y]) => {
        const mark = parents[page]?.push(`${at} 0 R`) ?? 0;
        contents[page]?.push(`/P << /MCID ${mark - 1} >> BDC\n${words(text, x, y)}EMC\n`);
        return mark - 1;
      });
      objects.set(at, `<< /S /${data} /P ${rowAt} 0 R /Pg ${10 + 2 * page} 0 R /K [${marks.join(" ")}] ${spans} >>`);
      return `${at} 0 R`;
    });
    objects.set(rowAt, `<< /S /${row} /P 102 0 R /K [${refs.join(" ")}] >>`);
    return `${rowAt} 0 R`;
  });
  const tree = parents.map((refs, page) => `${page} [${refs.join(" ")}]`).join(" ");
  objects.set(100, `<< /Type /StructTreeRoot /K [102 0 R] /ParentTree 101 0 R >>`);
  objects.set(101, `<< /Nums [${tree}] >>`);
  objects.set(102, `<< /S /${table} /P 100 0 R /K [${rowRefs.join(" ")}] >>`);
  const attached: Attached = { objects, catalog: "/MarkInfo << /Marked true >> /StructTreeRoot 100 0 R" };
  const made = contents.map(
    (parts, page): HandmadePage => ({
      content: parts.join(""),
      entries: `/StructParents ${page}`,
    }),
  );
  return handmadePdf(made, undefined, attached);
}

const lines = async (pdf: Uint8Array): Promise<string[]> =>
  (await extract(pdf, {})).text.lines.filter((line) => line !== "");

const COLUMNS = [200, 260, 320];
const numbers = (y: number, ...texts: string[]): Tagged[] =>
  texts.map((text, i) => (text === "" ? { lines: [] } : cell(text, COLUMNS[i] ?? 0, y)));
/** Two names on two lines each that stand so close that only tags tell which line is whose. */
const CLOSE: Tagged[][] = [
  [cell("一、新收", 60, 100), ...numbers(100, "1", "2", "3")],
  [
    {
      lines: [
        ["不掌握相关", 60, 112],
        ["政府信息", 60, 124],
      ],
    },
    ...numbers(124, "4", "", "6"),
  ],
  [
    {
      lines: [
        ["需要另行", 60, 136],
        ["制作信息", 60, 148],
      ],
    },
    ...numbers(136, "7", "8", "9"),
  ],
];
const READ = ["一、新收\t1\t2\t3", "不掌握相关政府信息\t4\t\t6", "需要另行制作信息\t7\t8\t9"];

test("a table without a line is read by the document's tags where it has some", async () => {
  assert.deepEqual(await lines(taggedPdf(CLOSE)), READ);
});

test("a table that a browser took for layout is read by the parts of its tags and the columns of its numbers", async () => {
  const layout = CLOSE.map((row) => row.filter((c) => c.lines.length > 0));
  assert.deepEqual(await lines(taggedPdf(layout, { layout: true })), READ);
});

test("a column in which nothing stands keeps its place under its name", async () => {
  const head = (y: number): Tagged[] => [
    cell("内容", 60, y),
    ...["制发", "废止", "有效"].map((t, i) => cell(t, COLUMNS[i] ?? 0, y)),
  ];
  const rows = [
    head(100),
    ...[120, 140, 160].map((y) => [cell(`第${y}项`, 60, y), cell("4", 260, y), cell("5", 320, y)]),
  ];
  assert.deepEqual(await lines(taggedPdf(rows, { layout: true })), [
    "内容\t制发\t废止\t有效",
    "第120项\t\t4\t5",
    "第140项\t\t4\t5",
    "第160项\t\t4\t5",
  ]);
});

test("merged cells stand where the tags say", async () => {
  const rows = [
    [cell("办理结果", 40, 110, { rows: 2 }), cell("公开", 100, 100), ...numbers(100, "1", "2", "3")],
    [cell("不公开", 100, 120), ...numbers(120, "4", "5", "6")],
    [cell("总计", 60, 140, { columns: 2 }), ...numbers(140, "7", "8", "9")],
  ];
  assert.deepEqual(await lines(taggedPdf(rows)), ["办理结果\t公开\t1\t2\t3", "\t不公开\t4\t5\t6", "总计\t\t7\t8\t9"]);
});

test("tags that contradict where the characters stand are not believed", async () => {
  const swapped = [
    [cell("规章", 60, 100), ...numbers(120, "4", "5", "6")],
    [cell("文件", 60, 120), ...numbers(100, "1", "2", "3")],
    [cell("许可", 60, 140), ...numbers(140, "7", "8", "9")],
  ];
  assert.deepEqual(await lines(taggedPdf(swapped)), ["规章\t1\t2\t3", "文件\t4\t5\t6", "许可\t7\t8\t9"]);
});

test("a cell that a page's end parts is whole again", async () => {
  const second = { page: 1 } as const;
  const rows = [
    ...[780, 795, 810].map((y) => [cell(`第${y}项`, 60, y), ...numbers(y, "1", "2", "3")]),
    [cell("总计", 60, 60, second), ...numbers(60, "7", "8", "9").map((c) => ({ ...c, ...second }))],
    ...[80, 100].map((y) => [
      cell(`第${y}项`, 60, y, second),
      ...numbers(y, "4", "5", "6").map((c) => ({ ...c, ...second })),
    ]),
  ];
  assert.deepEqual(await lines(taggedPdf(rows, { pages: 2 })), [
    "第780项\t1\t2\t3",
    "第795项\t1\t2\t3",
    "第810项\t1\t2\t3",
    "总计\t7\t8\t9",
    "第80项\t4\t5\t6",
    "第100项\t4\t5\t6",
  ]);
  const text = (await extract(taggedPdf(rows, { pages: 2 }), {})).text.lines;
  assert.ok(!text.includes(""), "one table, not two");
});
