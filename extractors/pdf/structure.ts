import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { TaggedCell, TaggedTable } from "../page/index.ts";

/** An element of the structure tree, or a piece of the page's content. pdf.js leaves out what a tag does not say. */
type Node = { role: string; children: Node[]; mark: number | null; rowSpan: number; colSpan: number };

const CELLS = new Set(["TD", "TH"]);
const GROUPS = new Set(["THead", "TBody", "TFoot"]);
/** What browsers tag the parts of a table with that has no lines: they take it for mere layout. */
const LAYOUT = "NonStruct";

/** The tables that a page's structure tree holds. */
export async function taggedTables(page: PDFPageProxy): Promise<TaggedTable[]> {
  const tree: unknown = await page.getStructTree();
  return tablesIn(nodeOf(tree));
}

function tablesIn(node: Node): TaggedTable[] {
  if (node.role === "Table")
    return [{ rows: rowsOf(node).map((row) => elements(row.children).map(cellOf)), spans: true }];
  if (isLayoutTable(node))
    return [{ rows: elements(node.children).map((row) => elements(row.children).map(cellOf)), spans: false }];
  return node.children.flatMap(tablesIn);
}

const rowsOf = (table: Node): Node[] =>
  table.children.flatMap((child) => (GROUPS.has(child.role) ? rowsOf(child) : child.role === "TR" ? [child] : []));

/** Rows of cells, or what may be such: whether they stand like a table, the page tells. */
function isLayoutTable({ role, children }: Node): boolean {
  const rows = elements(children);
  return (
    role === LAYOUT &&
    rows.length > 1 &&
    rows.every((row) => row.role === LAYOUT && elements(row.children).every((cell) => isCell(cell))) &&
    rows.some((row) => elements(row.children).length > 1)
  );
}

const isCell = ({ role }: Node): boolean => role === LAYOUT || CELLS.has(role);
const elements = (nodes: Node[]): Node[] => nodes.filter((n) => n.mark === null);

function cellOf(node: Node): TaggedCell {
  return { marks: marksIn(node), rowSpan: node.rowSpan, colSpan: node.colSpan };
}

const marksIn = (node: Node): number[] => (node.mark === null ? node.children.flatMap(marksIn) : [node.mark]);

function nodeOf(value: unknown): Node {
  const { role, children, id, rowSpan, colSpan } = propertiesOf(value);
  const mark = typeof id === "string" ? /_mc(\d+)$/.exec(id)?.[1] : undefined;
  return {
    role: typeof role === "string" ? role : "",
    children: Array.isArray(children) ? children.map(nodeOf) : [],
    mark: mark === undefined ? null : Number(mark),
    rowSpan: typeof rowSpan === "number" ? rowSpan : 1,
    colSpan: typeof colSpan === "number" ? colSpan : 1,
  };
}

const propertiesOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
