import { addressOf, type Link, type Page } from "../discover/index.ts";
import { jsonEntries, jsonNumber } from "./json.ts";
import { scriptValue } from "./literal.ts";
import { declared, type Platform, type Series } from "./platform.ts";

/**
 * 广东 gkmlpt 政府信息公开目录管理平台, with the NFCMS pages beside it. One page /gkmlpt/index holds the tree of columns in its
 * script; a column is a route of it (#721), its entries come from /gkmlpt/api/all/<column>. A branch of the tree may jump to an
 * NFCMS column, whose lists are ordinary pages.
 */
export const gkmlpt: Platform = {
  name: "gkmlpt",
  recognise: (page) =>
    API.test(page.url) ||
    INDEX.test(page.url) ||
    /\bNFCMS_POST_ID\b/.test(page.body) ||
    page.links.some(({ url }) => POST.test(url)) ||
    (/\b_CONFIG\b/.test(page.body) && /\bSID\b/.test(page.body)),
  entries: (page) => (API.test(page.url) ? jsonEntries(page.body, page) : branchesOf(page)),
  pages: (page) => (API.test(page.url) ? following(page) : INDEX.test(page.url) ? opening(page) : null),
  content: (page) => {
    const detail = scriptValue(page.body, "DETAIL");
    return isRecord(detail) && detail.content ? JSON.stringify(detail) : null;
  },
};

const INDEX = /\/gkmlpt\/index(?=[?#]|$)/;
const POST = /\/content\/(\d+\/\d+\/)?m?post_\d+\.html$/;
const API = /\/gkmlpt\/api\/all\/\d+/;

/** What stands in the tree right below the page's own column; on the page without a column, the whole tree. */
function branchesOf(page: Page): Link[] {
  const tree = scriptValue(page.body, "TREE");
  const all = nodesOf(tree);
  const column = columnOf(page.url);
  const shown = column === null ? all : all.filter(({ id }) => String(id) === column).flatMap(childrenOf);
  return shown.flatMap(({ id, name, jump_url: jump }): Link[] => {
    const url = addressOf(typeof jump === "string" && jump !== "" ? jump : `#${String(id)}`, page.url);
    return url && typeof name === "string" ? [{ url, text: name, date: null }] : [];
  });
}

type Node = Record<string, unknown>;

const isRecord = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const childrenOf = ({ children }: Node): Node[] => (Array.isArray(children) ? children.filter(isRecord) : []);

function nodesOf(tree: unknown): Node[] {
  const nodes = Array.isArray(tree) ? tree.filter(isRecord) : [];
  return nodes.flatMap((node) => [node, ...nodesOf(childrenOf(node))]);
}

const columnOf = (address: string): string | null => /^#(\d+)$/.exec(new URL(address).hash)?.[1] ?? null;

function opening(page: Page): Series[] {
  const [column, sid] = [columnOf(page.url), scriptValue(page.body, "SID")];
  if (column === null || sid === undefined) return [];
  const url = new URL(page.url.replace(/\/gkmlpt\/index.*$/s, `/gkmlpt/api/all/${column}`));
  url.searchParams.set("page", "1");
  url.searchParams.set("sid", String(sid));
  return [declared([url.href])];
}

/** The reply to page 1 says how many there are; what it holds is the size of a page. */
function following(reply: Page): Series[] {
  const shown = Number(new URL(reply.url).searchParams.get("page") ?? "1");
  const [total, size] = [jsonNumber(reply.body, ["post_count"]), jsonEntries(reply.body, reply).length];
  if (total === 0) return [{ extent: "declared", total, at: () => null }];
  if (shown > 1 || size === 0) return [];
  const last = total === null ? null : Math.ceil(total / size);
  const at: Series["at"] = (n) => {
    const url = new URL(reply.url);
    url.searchParams.set("page", String(n + 2));
    return last !== null && n + 2 > last ? null : { url: url.href };
  };
  return total === null ? [{ extent: "probed", at }] : [{ extent: "declared", total, at }];
}
