import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { planFolder } from "../../pipeline/archive/commit/merging.ts";
import type { Part } from "../../pipeline/archive/manifest.ts";

const part = (rows: number, n = 0): Part => ({
  table: "reports",
  path: `reports/year=2021/part-${n}`,
  rows,
  bytes: 1,
  sha256: "",
});
const NONE: ReadonlySet<string> = new Set();

/** What a folder's parts are after a commit that brings so many rows. */
function after(parts: Part[], gained: number, n: number): { parts: Part[]; written: number } {
  const { kept, together } = planFolder("reports", parts, NONE, gained);
  const rows = together.reduce((sum, one) => sum + one.rows, gained);
  return { parts: [...kept, part(rows, n)], written: rows };
}

test("a commit that brings nothing to a folder writes none of its parts again", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50_000 })), (sizes) => {
      const parts = sizes.map(part);
      assert.deepEqual(planFolder("reports", parts, NONE, 0), { kept: parts, alone: [], together: [] });
    }),
  );
});

test("a part that loses rows is always written again, a large one by itself", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1 }), fc.nat(5000), (sizes, gained) => {
      const parts = sizes.map(part);
      const losing = new Set(parts.filter((_, i) => i % 3 === 0).map(({ path }) => path));
      const { kept, alone, together } = planFolder("reports", parts, losing, gained);
      assert.deepEqual(
        [...kept, ...alone, ...together].map(({ path }) => path).sort(),
        parts.map(({ path }) => path).sort(),
      );
      assert.ok(kept.every(({ path }) => !losing.has(path)));
      assert.ok(alone.every(({ path, rows }) => losing.has(path) && rows >= 10_000));
    }),
  );
});

test("night after night a folder has few parts, and a night never writes more than two full ones", () => {
  let folder: Part[] = [];
  let written = 0;
  for (let night = 0; night < 2000; night++) {
    const next = after(folder, 500, night);
    assert.ok(next.written <= 40_000, `night ${night} wrote ${next.written} rows`);
    folder = next.parts;
    written += next.written;
  }
  const rows = folder.reduce((sum, one) => sum + one.rows, 0);
  assert.equal(rows, 1_000_000);
  assert.ok(folder.length <= rows / 10_000 + 8, `${folder.length} parts`);
  assert.ok(written / rows < 8, `each row was written ${written / rows} times`);
});
