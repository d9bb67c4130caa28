import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { openRawStore } from "../../crawlers/index.ts";
import { commit, type ReportRecord, readRows } from "../../pipeline/archive/index.ts";
import { ingest } from "../../pipeline/ingest.ts";
import { PARSER_VERSION } from "../../pipeline/parser/index.ts";
import { ingestLines } from "../../scripts/summary.ts";
import { htmlPage } from "../carriers/html.ts";
import { exampleReport } from "../carriers/truth.ts";
import { answer, newArchive, night, outcome } from "../crawlers/raw/archives.ts";

/** An archive of one report. */
async function archiveOfOne(t: TestContext): Promise<string> {
  const archive = newArchive(t);
  const store = await openRawStore(archive, "write");
  const { title, blocks } = exampleReport(1);
  const { run } = store.beginRun("qingshi", night(1));
  await store.append(run, answer("http://qingshi.gov.cn/nb/1.html", htmlPage(title, blocks)));
  store.sighted(run, "http://qingshi.gov.cn/nb/1.html", { linkText: title });
  await store.finishRun(run, outcome(night(1)));
  await store.close();
  const { changes } = await ingest({ archive });
  assert.deepEqual([changes.added, changes.same, changes.altered], [1, 0, 0]);
  return archive;
}

/** As if an older parser had read the report without these two numbers, and another besides it. */
async function asReadBefore(archive: string): Promise<{ id: string; status: string }> {
  const [[report], cells, [document]] = [
    await readRows(archive, "reports"),
    await readRows(archive, "cells"),
    await readRows(archive, "documents"),
  ];
  assert.ok(report && document);
  const worse: ReportRecord["cells"] = cells.map(({ form_table, form_column, source_at, item, ...cell }, i) => ({
    ...{ table: form_table, column: form_column, at: source_at, item, raw: cell.raw },
    ...(i === 3 || i === 7 ? { value: null, status: "invalid" } : { value: cell.value, status: cell.status }),
  }));
  const nothing = { cells: [], sections: [], checks: [], problems: [] };
  const { report_key, status, published, numbers } = report;
  const reading = { document_id: document.document_id, report_key, status, published, numbers, says_correction: false };
  await commit(archive, {
    parserVersion: "0",
    records: [
      { ...nothing, report: { ...report, status: "incomplete", parser_version: "0" }, cells: worse },
      { ...nothing, report: { ...report, report_id: "misread", report_key: "misread", parser_version: "0" } },
    ],
    documents: [{ ...document, parser_version: "0" }],
    documentProblems: [{ document_id: document.document_id, problems: [] }],
    readings: [
      { ...reading, ordinal: 1, report_id: report.report_id },
      { ...reading, ordinal: 2, report_id: "misread", report_key: "misread" },
    ],
  });
  return { id: report.report_id, status: report.status };
}

test("the first ingest after an upgrade of the parser says what the better parser changed; ingest --all, that nothing did", async (t) => {
  const archive = await archiveOfOne(t);
  assert.equal((await ingest({ archive })).read, 0, "what this version has read is not read again");
  const { id, status } = await asReadBefore(archive);
  const summary = await ingest({ archive });
  assert.deepEqual(summary.changes, {
    ...{ added: 0, removed: 1, same: 0, altered: 1 },
    statuses: [{ from: "incomplete", to: status, reports: 1, example: id }],
    numbers: { cells: 2, reports: 1 },
  });
  const lines = ingestLines(summary).join("\n");
  assert.match(lines, /^2 known reports looked at again: 0 the same, 1 altered, 1 no longer read; 0 new$/m);
  assert.match(lines, new RegExp(`^ {2}1 report incomplete → ${status}: ${id}$`, "m"));
  assert.match(lines, /^ {2}2 numbers changed in 1 report$/m);
  const rows = await readRows(archive, "reports");
  assert.deepEqual(
    rows.map((row) => [row.report_id, row.status, row.parser_version]),
    [[id, status, PARSER_VERSION]],
  );

  const { read, changes } = await ingest({ archive, all: true });
  assert.deepEqual([read, changes.same, changes.altered, changes.removed, changes.added], [1, 1, 0, 0, 0]);
});
