import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { contextOf } from "../../../pipeline/parser/context.ts";
import { identify } from "../../../pipeline/parser/identity/index.ts";
import { identity } from "./document.ts";

const shared = join(import.meta.dirname, "../../../../shared");
const skip = existsSync(shared) ? false : "the real reports and titles are not beside the project (../shared)";
const table = (name: string): string[][] =>
  readFileSync(join(shared, name), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));

describe("the five real reports", { skip }, () => {
  for (const name of skip ? [] : readdirSync(join(shared, "golden")))
    it(name, () => {
      const golden = JSON.parse(readFileSync(join(shared, "golden", name), "utf8"));
      const lines = readFileSync(join(shared, "seeds", name.replace(".json", ".txt")), "utf8").split("\n");
      const context = contextOf({ url: null, file: name, sha256: "", mediaType: null, retrieved: null });
      const { organ, year, verdict } = identify(lines, context, 3);
      assert.ok([golden.organ, ...(golden.organ_accept ?? [])].includes(organ.name), `${organ.name}`);
      assert.deepEqual([organ.division, year, verdict], [golden.division, golden.year, { accepted: true }]);
    });
});

describe("the real titles", { skip }, () => {
  const sites = skip
    ? []
    : table("registry.tsv").flatMap(([code = "", name = "", , home = ""]) =>
        home.startsWith("http") ? [{ code, name, host: new URL(home).hostname.replace(/^www\./, "") }] : [],
      );
  const rows = skip ? [] : table("titles.tsv");
  const note = /\((?:big5 gate|interpretation.*|a rule.*|page <title>.*|second URL.*|IP-.*)\)$/;

  /** The title as the page has it, the registry's entry for the host as the site. */
  function identifyRow([url = "", title = "", , , source]: string[]): ReturnType<typeof identity> {
    const { hostname } = new URL(url);
    const [site] = sites
      .filter(({ host }) => hostname === host || hostname.endsWith(`.${host}`))
      .sort((a, b) => b.host.length - a.host.length);
    const words = title.replace(note, "");
    const evidence = {
      title: words,
      siteDivision: site?.code ?? null,
      siteOrgan: site ? `${site.name}人民政府` : null,
    };
    return identity(words, evidence, { tables: source === "n" ? 0 : 3 });
  }

  // The file itself calls 河东乡's organ 河东乡人民政府 but 杨梅乡's and 高岭镇's 杨梅乡, 高岭镇; and 吉村镇人民政府办公室 the town, 大涌镇人民政府办公室 the office.
  it("give the right organ and year in all but three, none accepted wrongly", (t) => {
    const wanted = rows.filter((row) => row[4] === "v" || row[4] === "s");
    const wrong = wanted.filter((row) => {
      const { organ, year, verdict } = identifyRow(row);
      return !(verdict.accepted && organ.name === row[2]?.replace(note, "") && String(year) === row[3]);
    });
    for (const row of wrong) t.diagnostic(`${row[1]}: ${identifyRow(row).organ.name}, the file says ${row[2]}`);
    assert.ok(wanted.length > 90 && wrong.length <= 3, `${wrong.length} of ${wanted.length} are wrong`);
  });

  it("reject every look-alike", () => {
    for (const row of rows.filter((row) => row[4] === "n"))
      assert.equal(identifyRow(row).verdict.accepted, false, row[1]);
  });
});
