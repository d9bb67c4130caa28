import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { z } from "zod";
import { fromPlainText } from "../../data/records/index.ts";
import { contextOf, parse } from "../../pipeline/parser/index.ts";

const shared = new URL("../../../shared/", import.meta.url);
const skip = existsSync(shared) ? false : "the stored reports are not beside this project";

const Row = z.record(z.string(), z.number().nullable());
const Golden = z.object({
  year: z.number(),
  format: z.string(),
  proactive: Row,
  applications: z.record(z.string(), Row),
  disputes: z.record(z.string(), Row),
});

const names = skip === false ? readdirSync(new URL("golden/", shared)).map((file) => file.slice(0, -5)) : [];

test("the real reports read as people read them, cell by cell", { skip }, async (t) => {
  for (const name of names)
    await t.test(name, () => {
      const golden = Golden.parse(JSON.parse(readFileSync(new URL(`golden/${name}.json`, shared), "utf8")));
      const text = fromPlainText(readFileSync(new URL(`seeds/${name}.txt`, shared), "utf8"));
      const source = { url: null, file: name, sha256: "", mediaType: null, retrieved: null };
      const [report, ...others] = parse(text, contextOf(source));
      assert.equal(others.length, 0);
      assert.ok(report);
      const read = Object.fromEntries(report.cells.map((c) => [`${c.table}/${c.item}/${c.column}`, c.value]));
      const want = Object.fromEntries([
        ...Object.entries(golden.proactive).map(([key, value]) => [
          `proactive/${key.replace(/\.(?=[^.]*$)/, "/")}`,
          value,
        ]),
        ...(["applications", "disputes"] as const).flatMap((table) =>
          Object.entries(golden[table]).flatMap(([item, row]) =>
            Object.entries(row).map(([column, value]) => [`${table}/${item}/${column}`, value]),
          ),
        ),
      ]);
      assert.deepEqual(read, want);
      assert.deepEqual([report.year, report.format, report.sections.length], [golden.year, golden.format, 6]);
      const whole = !Object.values(want).includes(null);
      assert.ok((whole ? ["verified", "realigned"] : ["incomplete"]).includes(report.status), report.status);
      for (const cell of report.cells) assert.match(cell.at, /^line \d+ cell \d+$/);
    });
});
