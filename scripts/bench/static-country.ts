import { createServer } from "node:http";

// Serves, in a process of its own, a country of static sites that all look alike: whatever loopback address it is asked at,
// a home page, a column of annual reports in listings of twenty, and the reports. Prints its port. For country.ts.
const reports = Number(process.argv[2]);
const PER_LISTING = 20;
const listings = Math.ceil(reports / PER_LISTING);

const title = (n: number): string => `青溪市第${n}局2023年政府信息公开工作年度报告`;
const furniture = Array.from(
  { length: 30 },
  (_, n) => `<li class="nav-item"><a href="/news/${n}.html">栏目${n}</a></li>`,
).join("");
const [before = "", after = ""] = [
  `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="青溪市人民政府">`,
  `<div class="footer"><p>主办：青溪市人民政府办公室 网站标识码：9901000001</p></div></body></html>`,
];
const page = (head: string, body: string): Buffer =>
  Buffer.from(`${before}${head}</head><body><div class="header"><ul>${furniture}</ul></div>${body}${after}`);

const table = `<table border="1">${Array.from(
  { length: 30 },
  (_, row) => `<tr><td>第${row}项</td>${"<td><p><span>0</span></p></td>".repeat(7)}</tr>`,
).join("")}</table>`;
const prose = `<p>${"本机关严格执行《中华人民共和国政府信息公开条例》，主动公开政府信息。".repeat(8)}</p>`.repeat(4);

const listing = (n: number): Buffer => {
  const rows = Array.from({ length: Math.min(PER_LISTING, reports - n * PER_LISTING) }, (_, i) => {
    const number = n * PER_LISTING + i;
    return `<li><a href="/nb/r/${number}.html" title="${title(number)}">${title(number).slice(0, 14)}…</a><span>2024-01-24</span></li>`;
  });
  const next = n + 1 < listings ? `<a href="/nb/index_${n + 1}.html">下一页</a>` : "";
  const pager = `<script>createPageHTML(${listings}, ${n}, "index", "html");</script>`;
  return page("<title>政府信息公开年报</title>", `<ul>${rows.join("")}</ul>${next}${pager}`);
};
const report = (n: number): Buffer =>
  page(
    `<title>${title(n)}</title><meta name="ArticleTitle" content="${title(n)}"><meta name="ColumnName" content="政府信息公开年报">`,
    `<div class="TRS_Editor"><p>一、总体情况</p>${prose}<p>二、主动公开政府信息情况</p>${table}<p>三、收到和处理政府信息公开申请情况</p>${table}</div>`,
  );
const home = page("<title>青溪市人民政府</title>", `<a href="/nb/index.html">政府信息公开年报</a>`);

function answer(path: string): Buffer | null {
  if (path === "/") return home;
  const [, kind, number] = /^\/(news|nb\/r|nb)\/(?:index_?)?(\d*)\.html$/.exec(path) ?? [];
  if (kind === "nb/r") return report(Number(number));
  if (kind === "nb") return listing(Number(number));
  return null;
}

const server = createServer((ask, reply) => {
  const body = answer(ask.url ?? "");
  if (body === null) reply.writeHead(404).end();
  else reply.setHeader("Content-Type", "text/html; charset=utf-8").end(body);
});
server.listen(0, "0.0.0.0", () => {
  const address = server.address();
  console.log(typeof address === "object" && address ? address.port : "");
});
