import assert from "node:assert/strict";
import { test } from "node:test";
import { EXIT, GongkaiError } from "../../data/records/index.ts";
import { floors } from "../../data/release/index.ts";
import { writeChanges } from "../../pipeline/release/changes/index.ts";
import { changesIn, DAYS, holding, type Read, releaseOf } from "./two-releases.ts";

const PROVINCES = ["河南省", "湖北省", "四川省", "云南省", "甘肃省"];
const YEARS = [2021, 2022, 2023, 2024];
const ORGANS = 12;

/** A country: of every province and year so many organs' reports. */
const country = (read: (one: { province: string; year: number; organ: number }) => Partial<Read> | null): Read[] =>
  PROVINCES.flatMap((province) =>
    YEARS.flatMap((year) =>
      Array.from({ length: ORGANS }, (_, organ): Read[] => {
        const name = `${province} ${year} ${organ}`;
        const more = read({ province, year, organ });
        const row = { province, year, site: `${province}-${organ % 4}` };
        return more === null ? [] : [{ document: name, key: name, ...more, row: { ...row, ...more.row } }];
      }).flat(),
    ),
  );
const WHOLE = holding(country(() => ({})));

test("what a release may lose", async (t) => {
  const previous = await releaseOf(t, DAYS[0], WHOLE);
  /** What the release of `now` is told, and what CHANGES says of it where its maker accepts the losses. */
  const lossOf = async (now: Read[]): Promise<{ message: string; markdown: string }> => {
    const release = await releaseOf(t, DAYS[1], holding(now));
    const error = await writeChanges(release, DAYS[1], "", { previous }).then(
      () => assert.fail("the release was made"),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof GongkaiError);
    assert.equal(error.exitCode, EXIT.needsALook);
    assert.match(error.message, /^no release is made: against that of 2026-11-20 .*--accept-losses$/);
    await writeChanges(release, DAYS[1], "", { previous, acceptLosses: true });
    return { message: error.message, markdown: (await changesIn(release)).markdown };
  };

  await t.test(
    "a province's collapsed year stops a release that has grown in all, says what fell and where, and can be forced, which CHANGES says first",
    async () => {
      const now = country(({ province, year, organ }) =>
        province === "四川省" && year === 2023 && organ > 0 ? null : {},
      );
      const grown = Array.from({ length: 60 }, (_, i): Read => ({ document: `new${i}`, key: `new${i}` }));
      const { message, markdown } = await lossOf([...now, ...grown]);
      assert.match(message, /reports of 四川省 2023: 12 → 1 \(−91\.7 %, 20 % allowed\)/);
      assert.match(message, /allows: reports: 240 → 229 \(−4\.6 %, 1 % allowed\); /, "the whole first");
      assert.doesNotMatch(message, /河南省/);
      assert.match(markdown, /^# Changes.*\n\n> \*\*Floors were crossed, and the losses accepted\.\*\*/);
      assert.match(markdown, /^> - reports of 四川省 2023: 12 → 1 .* · 报告$/m);
    },
  );

  await t.test(
    "reports that are no longer proven, sites that are empty, and half a country taken down at once stop it, too",
    async () => {
      const unproven = await lossOf(country(({ organ }) => (organ < 4 ? { status: "incomplete" } : {})));
      assert.match(unproven.message, /verified or realigned reports: 240 → 160 \(−33\.3 %, 2 % allowed\)/);
      const moved = country(({ province, organ }) =>
        organ % 4 < 3 && province === "云南省" ? { row: { site: "one" } } : {},
      );
      const { message } = await lossOf(moved);
      assert.match(message, /sites with reports of 云南省: 4 → 1 \(−75 %, 10 % allowed\)/);
      const gone = await lossOf(country(({ organ }) => (organ < 6 ? { presence: "gone" } : {})));
      assert.match(gone.message, /reports still shown by their publishers: 240 → 120 \(−50 %, 10 % allowed\)/);
    },
  );

  await t.test(
    "reports that nobody can say whose they are, and reports without their numbers, stop it though each is still there and proven",
    async () => {
      const nobodys = await lossOf(country(({ organ }) => (organ < 6 ? { row: { division: null } } : {})));
      assert.match(nobodys.message, /reports of the same organ, place and year: 240 → 120 \(−50 %, 5 % allowed\)/);
      const numbered = (numbers: number) =>
        country(() => ({ cells: { regulations: 7, normative_documents: numbers } }));
      const full = await releaseOf(t, DAYS[0], holding(numbered(1)));
      const emptied = await releaseOf(t, DAYS[1], holding(country(() => ({ cells: { regulations: null } }))));
      await assert.rejects(
        writeChanges(emptied, DAYS[1], "", { previous: full }),
        /reports that keep their numbers: 240 → 0 \(−100 %, 2 % allowed\)/,
      );
      const other = await releaseOf(t, DAYS[1], holding(numbered(2)));
      await writeChanges(other, DAYS[1], "", { previous: full });
    },
  );

  await t.test(
    "what a year does to a country crosses no floor: losses and gains here and there, another organ's name",
    async () => {
      const now = country(({ province, organ, year }) => {
        if (province === "河南省" && year === 2021 && organ < 2) return { presence: "gone" };
        if (organ === 11 && year === 2022 && province === "甘肃省") return { status: "inconsistent" };
        return organ === 3 && year === 2024 ? { key: `${province} renamed` } : {};
      });
      const release = await releaseOf(t, DAYS[1], holding(now));
      await writeChanges(release, DAYS[1], "", { previous, acceptLosses: true });
      assert.doesNotMatch((await changesIn(release)).markdown, /Floors were crossed/);
    },
  );
});

test("every floor says why it is, and no two measure the same", () => {
  assert.equal(new Set(floors.map((floor) => `${floor.measure} ${floor.of}`)).size, floors.length);
  for (const { reason } of floors) assert.match(reason, /\.$/);
});
