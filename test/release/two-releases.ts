import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ReportStatus } from "../../data/records/index.ts";
import { type ArchiveChanges, commit, digest, exportTables, type ReportRow } from "../../pipeline/archive/index.ts";
import { type Against, writeChanges } from "../../pipeline/release/changes/index.ts";
import { folder, sampleDocument, sampleRecord, sampleSite, sha } from "../archive/sample.ts";

export const DAYS = ["2026-11-20", "2027-11-20"] as const;

/** A report as it is read in one document. */
export type Read = {
  /** What the document is called: `sha(document)` are its bytes. */
  document: string;
  /** The report_id; the document's name where it is not said. */
  id?: string;
  key?: string;
  /** By item of table 二 (regulations, normative_documents …), in the column `issued`; null is blank. */
  cells?: Record<string, number | "dash" | null>;
  row?: Partial<ReportRow>;
  /** The document is there no more, or other bytes are in its place. */
  presence?: "gone" | "superseded";
  status?: ReportStatus;
  /** Not a version: another reading stands for it. */
  twin?: boolean;
  /** No report is read in the document. */
  rejected?: boolean;
  ordinal?: number;
  /** The version of the parser that read it. */
  parser?: string;
};

export const PARSER = "1";

const SINCE = "2027-06-01T00:00:00.000Z";

/** What an archive holds in which these are read; a report's version is current unless it says otherwise. */
export function holding(reads: readonly Read[]): ArchiveChanges {
  const records = reads.map((read) => {
    const {
      document,
      id = document,
      key = "key",
      cells = {},
      row = {},
      presence,
      status = "verified",
      parser = PARSER,
    } = read;
    const sample = sampleRecord(id, row.year ?? 2021, {
      row: {
        ...{ report_key: key, status, sha256: sha(document), parser_version: parser },
        ...{ document_url: `http://127.0.0.1/${document}.pdf`, is_current: presence !== "superseded" },
        gone_since: presence === undefined ? null : SINCE,
        ...row,
      },
    });
    const chosen = Object.keys(cells).flatMap((item) =>
      sample.cells
        .filter((cell) => cell.item === item && cell.column === "issued")
        .map((cell): typeof cell => {
          const printed = cells[item] ?? null;
          if (printed === "dash") return { ...cell, value: null, raw: "/", status: "dash" };
          return {
            ...cell,
            value: printed,
            raw: String(printed ?? ""),
            status: printed === null ? "blank" : "reported",
          };
        }),
    );
    return { read, record: { ...sample, cells: chosen } };
  });
  const accepted = records.filter(({ read }) => !read.rejected);
  const documents = new Map(reads.map((read) => [read.document, read]));
  return {
    parserVersion: PARSER,
    records: accepted.filter(({ read }) => !read.twin).map(({ record }) => record),
    documents: [...documents].map(([document, { id = document, presence, parser, rejected }]) =>
      sampleDocument(document, {
        status: rejected ? "rejected" : (presence ?? "current"),
        gone_since: presence === undefined ? null : SINCE,
        report_id: rejected ? null : id,
        parser_version: parser ?? PARSER,
      }),
    ),
    readings: accepted.map(({ read, record: { report } }) => ({
      document_id: report.sha256,
      ordinal: read.ordinal ?? 1,
      ...{ report_id: report.report_id, report_key: report.report_key, status: report.status },
      ...{ published: report.published, says_correction: false, numbers: report.numbers },
    })),
    sites: [sampleSite()],
  };
}

/** The tables of a release of that day, with what proves them. */
export async function releaseOf(t: TestContext, day: string, ...changes: ArchiveChanges[]): Promise<string> {
  const [archive, out] = [await folder(t), await folder(t)];
  for (const change of changes) await commit(archive, change);
  await exportTables(archive, out);
  await prove(out, day);
  return out;
}

/** Says of which day a release is, and writes its SHA256SUMS, anew. */
export async function prove(release: string, day: string): Promise<void> {
  await writeFile(join(release, "datapackage.json"), JSON.stringify({ version: day }));
  const names = (await readdir(release)).filter((name) => name !== "SHA256SUMS").sort();
  const lines = await Promise.all(names.map(async (name) => `${await digest(join(release, name))}  ${name}\n`));
  await writeFile(join(release, "SHA256SUMS"), lines.join(""));
}

export type ChangeRow = Record<string, string | null>;

/** CHANGES.csv as a program reads it, and CHANGES.md. */
export async function changesIn(release: string): Promise<{ rows: ChangeRow[]; markdown: string }> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const read = await connection.runAndReadAll(
    `FROM read_csv('${join(release, "CHANGES.csv")}', header = true, all_varchar = true)`,
  );
  const names = read.columnNames();
  const rows = read
    .getRows()
    .map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] == null ? null : String(row[i])])));
  connection.closeSync();
  return { rows, markdown: await readFile(join(release, "CHANGES.md"), "utf8") };
}

/** The changes between two archives, as releases of them a year apart say them. */
export async function changesBetween(
  t: TestContext,
  before: ArchiveChanges,
  after: ArchiveChanges,
  against: Against = {},
): Promise<{ rows: ChangeRow[]; markdown: string; folders: [string, string] }> {
  const folders: [string, string] = [await releaseOf(t, DAYS[0], before), await releaseOf(t, DAYS[1], after)];
  await writeChanges(folders[1], DAYS[1], "", { previous: folders[0], ...against });
  return { ...(await changesIn(folders[1])), folders };
}
