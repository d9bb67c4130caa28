import assert from "node:assert/strict";
import { test } from "node:test";
import { codes, layoutNamed, read, row, sample, values } from "./sample.ts";

// Rows that hold more, fewer or other things than one number a place.

test("two numbers in one cell do not fill the empty place beside them: no number moves over to another column", () => {
  const { lines } = sample((tables) => {
    row(tables, /重复申请/).splice(3, 7, "", "0", "2576", "998", "0", "2230", "101 14");
  });
  const got = values(read(lines), "not_processed.repeated");
  for (const [i, value] of got.entries())
    assert.ok([null, [null, 0, 2576, 998, 0, 2230, null][i]].includes(value), `place ${i}: ${value}`);
});

test("digits parted twice in one row are joined or unread, never struck out", () => {
  const { lines, truth } = sample((tables, truth) => {
    const cells = row(tables, /重复申请/);
    cells.splice(3, 7, "1 5", "0", "4", "0", "0", "0", "1 9");
    for (const key of truth.keys()) if (key.includes("repeated")) truth.set(key, null);
  });
  assert.equal(truth.size, 200);
  for (const [i, value] of values(read(lines), "not_processed.repeated").entries())
    assert.ok([null, [15, 0, 4, 0, 0, 0, 19][i]].includes(value), `place ${i}: ${value}`);
});

test("a header that lost a line or a word is read as the form's where the sums prove every row", () => {
  for (const layout of ["tidy", "a cell a line", "spaces"])
    for (const damage of ["自然人", "商业企业", "法律服务机构"]) {
      const { lines, truth } = sample(
        ({ applications }) => {
          const header = applications.rows.find((cells) => cells.includes(damage)) ?? [];
          if (damage === "法律服务机构") header[header.indexOf(damage)] = "";
          else applications.rows.splice(applications.rows.indexOf(header), 1);
        },
        "2021",
        layoutNamed(layout),
      );
      const report = read(lines);
      assert.equal(report.status, "realigned", `${layout}, ${damage}`);
      assert.deepEqual(
        report.cells.map((c) => c.value),
        [...truth.values()],
      );
    }
});

test("units, commas and traditional characters are read in text without columns too", () => {
  const { lines, truth } = sample(
    (tables) => {
      for (const table of Object.values(tables))
        for (const cells of table.rows)
          cells.forEach((text, x) => {
            if (/^\d{4,}$/.test(text)) cells[x] = text.replace(/\B(?=(\d{3})+$)/g, "，");
            else if (table === tables.disputes && /^\d+$/.test(text)) cells[x] = `${text}件`;
            else
              cells[x] = text.replace(
                "区分处理的，只计这一情形，不计其他情形",
                "區分處理的，只計這一情形，不計其他情形",
              );
          });
    },
    "2021",
    layoutNamed("spaces"),
  );
  assert.deepEqual(
    read(lines).cells.map((c) => c.value),
    [...truth.values()],
  );
});

test("a number too many below a name of table 二 leaves the row unread", () => {
  const { lines } = sample(
    (tables) => void row(tables, /^行政处罚/).splice(1, 1, "2", "3"),
    "2021",
    layoutNamed("a cell a line, no tabs"),
  );
  assert.deepEqual(values(read(lines.flatMap((line) => [line, ""])), "penalties"), [null]);
});

test("a report whose three tables stand on one line is read to its end", () => {
  const { lines, truth } = sample(undefined, "2021", layoutNamed("glued"));
  const report = read([lines.join("")]);
  const known = report.cells.filter((c) => c.value !== null);
  assert.ok(known.length > 0);
  for (const c of known) assert.equal(c.value, truth.get(`${c.table}/${c.item}/${c.column}`), c.item);
});

test("a row that ends a place too early, and breaks sums for it, is not read by where its numbers stand", () => {
  const { lines } = sample((tables) => {
    const cells = row(tables, /补正后申请内容仍不明确/);
    cells.splice(3, 7, "80", "0", "0", "0", "4", "12", "");
  });
  const report = read(lines);
  assert.deepEqual(values(report, "unable_to_provide.still_unclear"), Array(7).fill(null));
  assert.ok(codes(report).includes("row.ambiguous"));
});

test("numbers whose last digits stand on the line below are not read without them, though they add up", () => {
  for (const more of ["0 0", "2 6 8", "制作 2 6 8"]) {
    const { lines } = sample(
      (tables) => {
        row(tables, /保护第三方合法权益/).splice(3, 7, "0", "253", "0", "0", "0", "444", "697");
      },
      "2021",
      layoutNamed("spaces"),
    );
    const at = lines.findIndex((line) => line.includes("保护第三方合法权益"));
    const report = read(lines.toSpliced(at + 1, 0, more));
    const got = values(report, "not_disclosed.third_party_rights");
    assert.ok(
      got.every((value) => value === null),
      `${more}: ${got}`,
    );
  }
});
