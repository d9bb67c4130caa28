import assert from "node:assert/strict";
import { test } from "node:test";
import { sha } from "../archive/sample.ts";
import { type ChangeRow, changesBetween, holding, type Read } from "./two-releases.ts";

/** One report in two releases: how it is read in which documents then and now, and what CHANGES.csv must say of it. */
type Case = { says: string; was: Read[]; now: Read[]; changes: string[] };

const behind = { is_current: false };
const first = { document: "d1", id: "first", cells: { regulations: 3 }, ordinal: 1, row: behind };
const second = { document: "d1", id: "second", cells: { regulations: 5 }, ordinal: 2 };
const page = { document: "page", row: { numbers: "n1" }, cells: { regulations: 3, normative_documents: null } };

const CASES: Case[] = [
  {
    says: "a number that the publisher altered in place is the publisher's change, and no other cell is named",
    was: [{ document: "d1", cells: { regulations: 3, normative_documents: 5 } }],
    now: [
      { document: "d1", cells: { regulations: 3, normative_documents: 5 }, presence: "superseded" },
      { document: "d2", cells: { regulations: 10, normative_documents: 5 } },
    ],
    changes: ["report_altered verified → verified publisher", "cell regulations 3 → 10 publisher"],
  },
  {
    says: "a number that a better parser reads in the same bytes is the parser's change; no publisher altered that report",
    was: [{ document: "d1", cells: { regulations: null }, status: "incomplete" }],
    now: [{ document: "d1", cells: { regulations: 4 }, parser: "2" }],
    changes: ["cell regulations blank → 4 parser", "status incomplete → verified parser"],
  },
  {
    says: "a blank in which the publisher put a dash is a change of the cell's status, though no number changed",
    was: [{ document: "d1", cells: { regulations: null } }],
    now: [
      { document: "d1", cells: { regulations: null }, presence: "superseded" },
      { document: "d2", cells: { regulations: "dash" } },
    ],
    changes: ["report_altered verified → verified publisher", "cell regulations blank → dash publisher"],
  },
  {
    says: "so it is where the better parser gives the report another id",
    was: [{ document: "d1", cells: { regulations: null } }],
    now: [{ document: "d1", id: "other", cells: { regulations: 4 }, parser: "2" }],
    changes: ["cell regulations blank → 4 parser"],
  },
  {
    says: "where the publisher and the parser both changed, each cell says who changed it, and what came out the same is no change",
    was: [{ document: "d1", cells: { regulations: 3, normative_documents: 5 }, status: "inconsistent" }],
    now: [
      { document: "d1", presence: "superseded", cells: { regulations: 4, normative_documents: 5 }, parser: "2" },
      { document: "d2", cells: { regulations: 9, normative_documents: 6 }, parser: "2" },
    ],
    changes: [
      "report_altered inconsistent → verified publisher",
      "cell regulations 3 → 9 parser+publisher",
      "cell normative_documents 5 → 6 publisher",
      "status inconsistent → verified parser",
    ],
  },
  {
    says: "a number that parser and publisher changed there and back is no change",
    was: [{ document: "d1", cells: { regulations: 3, normative_documents: 5 } }],
    now: [
      { document: "d1", presence: "superseded", cells: { regulations: 4, normative_documents: 8 }, parser: "2" },
      { document: "d2", cells: { regulations: 3, normative_documents: 8 }, parser: "2" },
    ],
    changes: ["report_altered verified → verified publisher", "cell normative_documents 5 → 8 parser"],
  },
  {
    says: "another choice between versions that are both still there is neither the publisher's nor the parser's change",
    was: [
      { document: "d1", cells: { regulations: 3 } },
      { document: "d2", cells: { regulations: 7 }, row: behind },
    ],
    now: [
      { document: "d1", cells: { regulations: 3 }, row: behind },
      { document: "d2", cells: { regulations: 7 } },
    ],
    changes: ["report_altered verified → verified choice_of_version", "cell regulations 3 → 7 choice_of_version"],
  },
  {
    says: "the version behind one that the publisher took down counts by the publisher's act",
    was: [
      { document: "d1", cells: { regulations: 3 } },
      { document: "d2", cells: { regulations: 7 }, row: behind },
    ],
    now: [
      { document: "d1", cells: { regulations: 3 }, row: behind, presence: "gone" },
      { document: "d2", cells: { regulations: 7 } },
    ],
    changes: ["report_altered verified → verified publisher", "cell regulations 3 → 7 publisher"],
  },
  {
    says: "nobody is named where the bytes of then are gone from the archive",
    was: [{ document: "d1", cells: { regulations: 3 }, status: "realigned" }],
    now: [{ document: "d2", cells: { regulations: 4 } }],
    changes: [
      "report_altered realigned → verified unknown",
      "cell regulations 3 → 4 unknown",
      "status realigned → verified unknown",
    ],
  },
  {
    says: "the same bytes read otherwise by the same parser are not called the parser's change",
    was: [{ document: "d1", cells: { regulations: 3 } }],
    now: [{ document: "d1", cells: { regulations: 4 } }],
    changes: ["cell regulations 3 → 4 surroundings"],
  },
  {
    says: "of two reports of one organ in one document, each is held to what stood in its place",
    was: [first, second],
    now: [
      { ...first, id: "first-again", parser: "2" },
      { ...second, id: "second-again", cells: { regulations: 6 }, parser: "2" },
    ],
    changes: ["cell regulations 5 → 6 parser"],
  },
  {
    says: "and where two became one in the same bytes, that is the parser's doing",
    was: [first, second],
    now: [{ ...first, id: "both", cells: { regulations: 8 }, row: {}, parser: "2" }],
    changes: ["cell regulations 5 → 8 parser"],
  },
  {
    says: "so it is where the parser knows no report any more in bytes that are still there, and another version counts for want of it",
    was: [
      { document: "d1", cells: { regulations: 3 } },
      { document: "d2", cells: { regulations: 7 }, row: behind },
    ],
    now: [
      { document: "d1", rejected: true, parser: "2" },
      { document: "d2", cells: { regulations: 7 }, parser: "2" },
    ],
    changes: ["report_altered verified → verified parser", "cell regulations 3 → 7 parser"],
  },
  {
    says: "nobody is named where another version counts and what was read then may be either of two that are read in its bytes now",
    was: [second, { document: "d2", cells: { regulations: 7 }, row: behind }],
    now: [
      { ...first, parser: "2" },
      { ...second, id: "third", row: behind, parser: "2" },
      { document: "d2", cells: { regulations: 7 }, parser: "2" },
    ],
    changes: ["report_altered verified → verified unknown", "cell regulations 5 → 7 unknown"],
  },
  {
    says: "a report that is known by its id is held to that, wherever in the document it stands now",
    was: [first, second],
    now: [
      { ...second, ordinal: 1, cells: { regulations: 6 }, parser: "2" },
      { ...first, id: "a-first", ordinal: 2, parser: "2" },
    ],
    changes: ["cell regulations 5 → 6 parser"],
  },
  {
    says: "where a twin with the same numbers stands for what was read then, the numbers tell who changed, the blanks do not",
    was: [page],
    now: [
      { ...page, presence: "superseded", twin: true },
      { ...page, document: "file", cells: { ...page.cells, normative_documents: "dash" }, presence: "superseded" },
      { document: "d2", cells: { regulations: 4 } },
    ],
    changes: [
      "report_altered verified → verified publisher",
      "cell regulations 3 → 4 publisher",
      "cell normative_documents blank → none unknown",
    ],
  },
  {
    says: "a version in which only the prose is another is said to be altered, and has no changed cell",
    was: [{ document: "d1", cells: { regulations: 3 } }],
    now: [
      { document: "d1", cells: { regulations: 3 }, presence: "superseded" },
      { document: "d2", cells: { regulations: 3 } },
    ],
    changes: ["report_altered verified → verified publisher"],
  },
  {
    says: "other bytes with the same content are no change, nor is another id that our reading gave the same bytes",
    was: [{ document: "d1", id: "same", cells: { regulations: 3 } }],
    now: [
      { document: "d1", id: "same", cells: { regulations: 3 }, presence: "superseded", twin: true },
      { document: "d2", id: "same", cells: { regulations: 3 } },
    ],
    changes: [],
  },
  {
    says: "a report that its publisher took down is gone",
    was: [{ document: "d1", cells: { regulations: 3 } }],
    now: [{ document: "d1", cells: { regulations: 3 }, presence: "gone" }],
    changes: ["report_gone none → 2027-06-01T00:00:00Z publisher"],
  },
  {
    says: "and one that is there again has returned",
    was: [{ document: "d1", cells: { regulations: 3 }, presence: "gone" }],
    now: [{ document: "d1", cells: { regulations: 3 } }],
    changes: ["report_returned 2027-06-01T00:00:00Z → none publisher"],
  },
];

/** The same report, documents and versions as in no other case. */
const reads = (rows: readonly Read[], key: string): Read[] =>
  rows.map((read) => ({
    ...read,
    ...{ key, document: `${key}-${read.document}`, id: `${key}-${read.id ?? read.document}` },
    row: { ...read.row, numbers: `${key}-${read.row?.numbers ?? read.id ?? read.document}` },
  }));

const inWords = (row: ChangeRow): string => {
  const { kind, item, before, after, before_status, after_status, cause } = row;
  const isPresence = kind === "report_gone" || kind === "report_returned";
  const [was, is] = isPresence ? [before, after] : [before ?? before_status, after ?? after_status];
  return `${kind}${item ? ` ${item}` : ""} ${was ?? "none"} → ${is ?? "none"} ${cause}`;
};

test("who changed a report between two releases", async (t) => {
  const held = (side: "was" | "now") => holding(CASES.flatMap((one, i) => reads(one[side], `case${i}`)));
  const { rows } = await changesBetween(t, held("was"), held("now"));
  const changes = Map.groupBy(rows, (row) => row.report_key);
  for (const [i, { says, changes: expected }] of CASES.entries())
    await t.test(says, () => assert.deepEqual((changes.get(`case${i}`) ?? []).map(inWords), expected));

  await t.test("each cell names its report, and both versions with their bytes and addresses", () => {
    const cell = changes.get("case0")?.find(({ kind }) => kind === "cell");
    assert.deepEqual(cell, {
      ...{ kind: "cell", report_key: "case0", organ: "郑州市上街区人民政府", division: "410106", province: "河南省" },
      ...{ site: "shangjie", year: "2021", form_table: "proactive", item: "regulations", form_column: "issued" },
      ...{ before: "3", after: "10", before_status: "reported", after_status: "reported", cause: "publisher" },
      ...{ before_report_id: "case0-d1", after_report_id: "case0-d2" },
      ...{ before_sha256: sha("case0-d1"), after_sha256: sha("case0-d2") },
      ...{ before_url: "http://127.0.0.1/case0-d1.pdf", after_url: "http://127.0.0.1/case0-d2.pdf" },
    });
  });
});
