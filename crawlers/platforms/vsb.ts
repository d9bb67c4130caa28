import { declared, type Platform } from "./platform.ts";

/**
 * 博达 VSB: column zfxxgknb.htm, its further pages zfxxgknb/3.htm counting down to 1.htm (the newest page has the column's own
 * address, so that old pages keep theirs). Attachments come from download.jsp, their names only in the words of the link.
 */
export const vsb: Platform = {
  name: "vsb",
  recognise: (page) =>
    /wbtreeid|vsb_content|_vsb|Visual SiteBuilder/i.test(page.body) ||
    page.links.some((link) => /\/info\/\d+\/\d+\.htm$/.test(link.url)),
  pages: (page) => {
    const column = /^(.*\/)?([\w-]+)(?:\/\d+)?\.htm$/.exec(new URL(page.url).pathname);
    if (!column || /^\d+$/.test(column[2] ?? "")) return null;
    const folder = `${column[1] ?? "/"}${column[2]}`;
    const numbers = page.links
      .map((link) => new URL(link.url).pathname)
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => Number(/\/(\d+)\.htm$/.exec(path)?.[1]))
      .filter((number) => number > 0);
    const highest = Math.max(0, ...numbers);
    const paths = Array.from({ length: highest }, (_, i) => new URL(`${folder}/${highest - i}.htm`, page.url).href);
    return highest > 0 ? [declared(paths)] : null;
  },
};
