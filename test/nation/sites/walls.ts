import type { Family } from "../portal.ts";
import type { Answer } from "../server.ts";
import { trs } from "./trs.ts";

const answer = (status: number, body: string): Answer => ({ status, type: "text/html; charset=utf-8", body });

/** The site answers everything, robots.txt among it, in one way. */
const always = (wall: Answer): Family => ({ ...trs, own: () => wall });

/** Home page and robots.txt are there; the wall is behind them. */
const below = (wall: Answer): Family => ({
  ...trs,
  own: (_site, { path }) => (path === "/" || path === "/robots.txt" ? null : wall),
});

/** Lists are open, articles are not. */
const around = (wall: Answer): Family => ({
  ...trs,
  own: (_site, { path }) => (/\/t\d{8}_\d+\./.test(path) ? wall : null),
});

const riverSecurity = answer(
  412,
  `<!DOCTYPE html><html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=74962;$_ts.cd="qEyrxqAlWaq";</script><script src="/8S2mYpT/a9f5b1c.js"></script></head><body></body></html>`,
);
const jiasule = answer(
  521,
  `<script>document.cookie=('_')+('_')+('j')+('s')+('l')+'_clearance_s=1700000000.1|-1|x;max-age=3600;path=/;';location.href=location.pathname+location.search</script>`,
);
const captcha = answer(
  200,
  `<html><head><title>访问验证</title></head><body><form><p>请完成安全验证后继续访问</p><input name="codeValue"><img src="/captcha.jpg"></form></body></html>`,
);

/** Sites that do not let a crawler in, each under the name of its wall. */
export const walls: Readonly<Record<string, Family>> = {
  "wall-403": around(answer(403, "<html><h1>403 Forbidden</h1></html>")),
  "wall-412": always(riverSecurity),
  "wall-412-below": below(riverSecurity),
  "wall-521": always(jiasule),
  "wall-captcha": around(captcha),
  "wall-422": below(answer(422, "<html>422</html>")),
  "wall-503": around(answer(503, "<html>Service Unavailable</html>")),
  "wall-robots": {
    ...trs,
    own: (_site, { path }) =>
      path === "/robots.txt" ? { type: "text/plain", body: "User-agent: *\nDisallow: /\n" } : null,
    forbidden: (asked) => asked !== "/robots.txt",
  },
};
