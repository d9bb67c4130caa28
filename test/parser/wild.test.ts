import assert from "node:assert/strict";
import { test } from "node:test";
import { layouts } from "./layouts.ts";
import { damages, scoreOne } from "./score.ts";

/** Thousands are run while working on the parser; these few keep the promise from one change to the next. */
const DOCUMENTS = 3;
/** Where a number cannot be told from its neighbours, a damage to it is no longer one that can be seen. */
const UNSEEN = /glued|parted|stray|surplus|number lost/;

for (const layout of layouts)
  test(`${layout.name}: no number is read that is not there`, () => {
    for (const damage of damages) {
      if (/glued|transposed/.test(layout.name) && UNSEEN.test(damage.name)) continue;
      for (let seed = 1; seed <= DOCUMENTS; seed += 1) {
        const { silent, trusted, status, right, loud } = scoreOne(seed * 7919 + damage.name.length, layout, damage);
        const what = `${damage.name}, seed ${seed * 7919 + damage.name.length}`;
        assert.deepEqual(silent, [], what);
        assert.equal(trusted, false, what);
        if (damage.name === "none" && !layout.name.startsWith("glued") && layout.name !== "page breaks")
          assert.deepEqual([loud, right > 0], [0, true], what);
        if (damage.name.startsWith("publisher") && !layout.name.startsWith("glued"))
          assert.equal(status, "inconsistent", what);
      }
    }
  });
