import { mediaType } from "./http-message.ts";
import type { HeaderList, Verdict } from "./types.ts";

/** 412 and 521 are how 瑞数 and 加速乐 begin their challenges. */
const BLOCKED = new Set([403, 412, 521]);

/** Pages longer than this are portals that happen to have a login form, not walls. */
const LONGEST_WALL_BYTES = 20_000;
const LONGEST_WALL_TEXT = 600;
const MOST_WALL_LINKS = 10;

/** Scripts of the challenges known from government sites. */
const CHALLENGE_SCRIPT = /\$_ts\s*=|__jsl_clearance|_waf_|aliyun_waf|acw_sc__v2/;
const CAPTCHA =
  /验证码|人机验证|安全验证|访问验证|滑动验证|访问被(拦截|拒绝|阻断)|您的(访问|请求).{0,12}(拦截|阻断|拒绝|威胁)|access denied|captcha/i;
/** Somebody else's door: what is public asks for no password. */
const LOGIN = /<input\b[^>]*\btype\s*=\s*["']?password/i;
const NO_SUCH_PAGE =
  /页面不存在|(找不到|无法找到).{0,8}(页|文件|内容|资源)|访问的?(页面|网页|内容|文件).{0,12}(不存在|删除|找不到|失效)|页面(已|被).{0,4}删除|404\s*(错误|页面|not found)|page not found/i;

/** Judges a decoded body by its status and, where it is a short page, by what it says. */
export function verdict(status: number, headers: HeaderList, body: Uint8Array | null): Verdict {
  if (BLOCKED.has(status)) return "blocked";
  if (status < 200 || status > 299) return "other";
  if (body === null) return "broken";
  if (body.length === 0) return "empty";
  if (body.length > LONGEST_WALL_BYTES || !looksLikeHtml(headers, body)) return "document";
  const html = decoded(body);
  if ((html.match(/<a\b/gi) ?? []).length > MOST_WALL_LINKS) return "document";
  const text = visibleText(html);
  if (text.length > LONGEST_WALL_TEXT) return "document";
  if (CHALLENGE_SCRIPT.test(html) || CAPTCHA.test(text) || LOGIN.test(html)) return "blocked";
  return NO_SUCH_PAGE.test(text) ? "missing" : "document";
}

const looksLikeHtml = (headers: HeaderList, body: Uint8Array): boolean =>
  /html/.test(mediaType(headers) ?? "html") && /^\s*</.test(Buffer.from(body.subarray(0, 200)).toString("latin1"));

function decoded(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return new TextDecoder("gb18030").decode(body);
  }
}

const visibleText = (html: string): string =>
  html
    .replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
