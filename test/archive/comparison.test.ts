import assert from "node:assert/strict";
import { test } from "node:test";
import { commit, compareDocuments, type DocumentRow } from "../../pipeline/archive/index.ts";
import { folder, sampleChanges, sampleDocument, sampleRecord, sha } from "./sample.ts";

/** As a crawl hands it over: it knows neither what the bytes hold nor who has read them. */
const fetched = (id: string, row: Partial<DocumentRow> = {}): DocumentRow =>
  sampleDocument(id, { report_id: null, parser_version: null, ...row });

test("what was fetched and is not in the archive so, and nothing else, is still to be done", async (t) => {
  const dir = await folder(t);
  const rejected = { status: "rejected", report_id: null } as const;
  await commit(
    dir,
    sampleChanges([sampleRecord("known", 2021), sampleRecord("vanished", 2021), sampleRecord("old", 2021)], {
      documents: [
        ...["known", "vanished", "aliased"].map((id) => sampleDocument(id, { report_id: "known" })),
        sampleDocument("old", { parser_version: "0" }),
        sampleDocument("no report", rejected),
        sampleDocument("in the archive only"),
      ],
    }),
  );
  const rows = [
    fetched("new", { warc_offset: 9 }),
    fetched("old"),
    fetched("known"),
    fetched("vanished", { status: "gone", gone_since: "2026-11-21T10:00:00.000Z" }),
    fetched("aliased"),
    fetched("no report"),
    fetched("aliased", { url: "http://127.0.0.1/alias.pdf", twin_of: "http://127.0.0.1/aliased.pdf" }),
  ];
  const comparison = await compareDocuments(dir, rows, ["1", "1, without tesseract"]);
  t.after(() => comparison.close());
  assert.deepEqual([comparison.addresses, comparison.missing, comparison.documents, comparison.unread], [7, 2, 4, 3]);
  const pending = await comparison.pending(0, 10);
  assert.deepEqual(
    pending,
    ["new", "aliased", "old", "vanished"].map((id) => ({ document_id: sha(id), unread: id !== "vanished" })),
  );
  assert.deepEqual(await comparison.pending(1, 2), pending.slice(1, 3));
  assert.deepEqual(await comparison.addressesOf([sha("aliased"), sha("new")]), [rows[4], rows[6], rows[0]]);

  const all = await compareDocuments(dir, rows, []);
  t.after(() => all.close());
  assert.equal(all.unread, 6, "where no version's reading counts, all bytes are to be read");
});

test("an archive without tables has everything to be done, and documents without number are handed over one by one", async (t) => {
  const many = function* (): Generator<DocumentRow> {
    for (let n = 0; n < 5000; n++) yield fetched(`${n}`, { warc_offset: n });
  };
  const comparison = await compareDocuments(await folder(t), many(), ["1"]);
  t.after(() => comparison.close());
  assert.deepEqual([comparison.addresses, comparison.documents, comparison.unread], [5000, 5000, 5000]);
  assert.deepEqual((await comparison.pending(4999, 10))[0]?.document_id, sha("4999"));
});
