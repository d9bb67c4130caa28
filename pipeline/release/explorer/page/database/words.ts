import type { Text } from "../view.ts";

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 9.5e6 ? 1 : 0);

/** In tenths, so that a screen reader is not kept talking. */
const tenths = (part: number, whole: number): string =>
  `${Math.min(100, Math.floor((10 * part) / (whole || 1)) * 10)} %`;

export const words = {
  loadingEngine: (loaded: number, total: number): Text => ({
    en: `Loading the database engine (${megabytes(total)} MB, once): ${tenths(loaded, total)}`,
    zh: `正在载入数据库引擎（${megabytes(total)} MB，仅需一次）：${tenths(loaded, total)}`,
  }),
  loadingWhole: (loaded: number, total: number): Text => ({
    en: `This server gives no parts of a file, so the whole database is fetched (${megabytes(total)} MB): ${tenths(loaded, total)}`,
    zh: `服务器不支持分段读取，正在下载整个数据库（${megabytes(total)} MB）：${tenths(loaded, total)}`,
  }),
  opening: { en: "Opening the database …", zh: "正在打开数据库……" },
  noWasm: {
    en: "This browser runs no WebAssembly, which questions to the database need. All other pages work, and the data files can be opened with any tool.",
    zh: "此浏览器不支持 WebAssembly，无法查询数据库。其他页面不受影响，数据文件也可用任何工具打开。",
  },
  notThere: (file: string, status: number | null): Text => ({
    en: `The file explorer/${file} could not be had (${status === null ? "no answer" : `HTTP ${status}`}). Is the release's folder on the server whole?`,
    zh: `无法取得文件 explorer/${file}（${status === null ? "无应答" : `HTTP ${status}`}）。请确认服务器上的发布文件夹完整。`,
  }),
  notWhole: (file: string): Text => ({
    en: `The file explorer/${file} on this server is not whole; upload it again.`,
    zh: `服务器上的文件 explorer/${file} 不完整，请重新上传。`,
  }),
  cut: (file: string): Text => ({
    en: `The connection broke while explorer/${file} was being loaded: ask again, or reload the page.`,
    zh: `载入 explorer/${file} 时连接中断：请重新查询或刷新页面。`,
  }),
  forbidden: {
    en: "This server's policy (Content-Security-Policy: script-src without 'wasm-unsafe-eval') forbids WebAssembly, which questions to the database need. All other pages work, and the data files can be opened with any tool.",
    zh: "此服务器的安全策略（Content-Security-Policy 的 script-src 未含 'wasm-unsafe-eval'）禁止 WebAssembly，无法查询数据库。其他页面不受影响，数据文件也可用任何工具打开。",
  },
  noAnswer: {
    en: "This is no question that has an answer: ask with SELECT … or FROM …",
    zh: "此语句没有查询结果：请以 SELECT 或 FROM 写出查询。",
  },
  noRanges: (bytes: number): Text => ({
    en: `This server gives no parts of a file (HTTP range requests), and the database is too large to be fetched whole (${megabytes(bytes)} MB): put the release's folder on a server that does, such as nginx, Apache or an object store.`,
    zh: `服务器不支持分段读取（HTTP Range 请求），而数据库过大（${megabytes(bytes)} MB），无法整个下载：请将发布文件夹放到支持分段读取的服务器上，如 nginx、Apache 或对象存储。`,
  }),
  notStarted: (why: string): Text => ({
    en: `The database could not be opened in this browser: ${why.split("\n", 1)[0]}`,
    zh: `无法在此浏览器中打开数据库：${why.split("\n", 1)[0]}`,
  }),
  onlyOneStatement: (column: string): Text => ({
    en: `The column ${column} can only be shown of a single SELECT: ask for it alone, or for CAST(${column} AS VARCHAR).`,
    zh: `字段 ${column} 仅能在单条 SELECT 语句的结果中显示：请单独查询，或改用 CAST(${column} AS VARCHAR)。`,
  }),
  tooManyRows: (most: string): Text => ({
    en: `The answer has more than ${most} rows, too many for a page: ask for fewer (LIMIT), or take the release's Parquet files.`,
    zh: `结果超过 ${most} 行，页面无法容纳：请缩小范围（LIMIT），或直接使用本次发布的 Parquet 文件。`,
  }),
};
