import { SUMMARY, TITLE } from "../words.ts";
import type { CardWords } from "./layout.ts";

/** The data card in English. */
export const english: CardWords = {
  title: (day) => `Data card: ${TITLE.en}, release of ${day}`,
  other: "[简体中文](DATACARD.zh-CN.md)",
  opening: ({ counts }) => [
    SUMMARY.en,
    `This release holds ${counts.reports.toLocaleString("en")} reports of ${counts.organs.toLocaleString("en")} organs in their current version (${counts.versions.toLocaleString("en")} versions in all), read in ${counts.documents.toLocaleString("en")} documents.`,
    "## How it was made",
    `The sites of a registry are read regularly; every response is kept as received (WARC). Documents (web pages, PDF, OFD, Word, Excel, scans) become text, and the statutory tables in them are found by what they say, not by where they stand. Each number is one cell with its place in the source, and the identities of the form (勾稽关系) are computed on the numbers as printed. Nobody corrects a number: what cannot be read is null, and the cell's \`status\` says why. Parser version: ${counts.parsers ?? "none"}. Every figure on this page is asked of the files beside it.`,
  ],
  coverage: {
    heading: "Coverage: reports, by the year they are about and the level of the organ",
    text: "Current reports / of these verified or realigned.",
    year: "year",
    levels: {
      province: "province",
      prefecture: "prefecture",
      county: "county",
      township: "township",
      unknown: "level not known",
    },
    all: "all",
  },
  governments: {
    heading: "Holes: people's governments from the county up",
    text: "Governments whose aggregate report was due by the day of the release / of these, those whose report is in it. A place counts for the years in which it stood.",
  },
  provinces: {
    heading: "Holes: the provinces of which the largest share is missing",
    text: "The same governments, all years together; at most ten provinces. The whole list is in `deadlines`.",
    heads: ["province", "due", "there", "share"],
  },
  states: {
    heading: "Why a report is not there",
    text: "Every organ and year in `deadlines`. That a report was not found does not say that it was not published.",
    heads: ["state", "", "organs and years", "share"],
    names: {
      on_time: "there, published by the deadline",
      late: "there, published after it",
      undated: "there, no date says when it was published",
      not_yet_due: "the deadline has not passed",
      overdue: "not found after a deadline of this year",
      not_found: "not found, and due in an earlier year",
      not_checked: "the site was not read since the deadline",
      blocked: "the site could not be read",
      not_readable: "a document named so is there, but could not be read",
      no_source: "no site that would carry it is watched",
    },
  },
  proven: {
    heading: "How far the reports are proven",
    text: "Current reports by `status`.",
    heads: ["status", "", "reports", "share"],
    names: {
      verified: "every cell read, every identity holds",
      realigned: "the same, some cells read from another place, proven by the identities",
      inconsistent: "an identity fails on the numbers as printed",
      incomplete: "a cell is blank, missing, ambiguous or invalid",
      narrative: "no statutory tables, as is usual before 2014 and frequent until 2018",
      rejected: "no annual report",
    },
  },
  cells: {
    heading: "Cells",
    text: "Cells of the statutory tables of current reports, by `status`. Only `reported` and `realigned` have a value.",
    heads: ["status", "", "cells", "share"],
    names: {
      reported: "a number stands there",
      realigned: "the number stands in another place, proven",
      blank: "nothing stands there",
      dash: "a dash, or 无",
      missing: "the source has no such place",
      ambiguous: "more than one reading fits",
      invalid: "what stands there is no number",
    },
  },
  checks: {
    heading: "Checks",
    text: "On current reports: how often each family of checks could be made, and how often it failed. The identities decide a report's status; those that begin with `soft.` do not, and deserve a look before an outlier is believed.",
    heads: ["check", "made", "failed", "share"],
  },
  sites: {
    heading: "Sites",
    text: "By how their last reading went; `sites.reason` says more. A site that could not be read keeps the reports it had.",
    heads: ["health", "", "sites", "share"],
    names: {
      ok: "read",
      broken: "yielded far less than before",
      blocked: "refused us, or asked for a captcha",
      disallowed: "robots.txt forbids it",
      unreachable: "did not answer",
    },
  },
  faults: {
    heading: "Known faults",
    list: ({ counts }) => [
      `${counts.unreadable.toLocaleString("en")} documents could not be read at all, and ${counts.rejected.toLocaleString("en")} were read and are no annual report (\`documents.status\`); a report may be among them.`,
      `Of ${counts.without_year.toLocaleString("en")} current reports the year is not known, of ${counts.without_place.toLocaleString("en")} the place.`,
      `${counts.gone.toLocaleString("en")} current reports are no longer where they were found (\`gone_since\`); their text and numbers stay here.`,
      "An organ is known by the name it gives itself. Renamed and merged organs are not joined; a division code is that of the report's year.",
      "`published` is what the page says, and pages are sometimes dated anew when a site moves.",
      "Numbers recognised in scans are never more than `realigned`; a digit misread where no identity covers it (table 二 has none) is not noticed.",
      "Which sites are watched is itself a selection: an organ whose site is not in the registry is not here.",
    ],
  },
  conclusions: {
    heading: "What must not be concluded",
    list: [
      "**Missing is not zero.** A null cell, a report that is not here and an organ that is not here are not known. Count of how many reports a sum is made.",
      "**Never add scopes.** A government's `aggregate` report counts its departments, whose `own` reports are here, too; nor add a county to its prefecture without looking at what each covers.",
      "**The forms are not comparable as they stand.** Those of 2008, 2019 and 2021 ask other questions under like names; `harmonized` joins only what may be joined, and a province's own form of 2014–2018 counts other things under the same row numbers.",
      "**Before 2019 many reports are prose**, before 2014 nearly all. That they have no numbers here says nothing about what was done.",
      "**An identity that fails is the publisher's arithmetic**, or a misprint in the source; it is published as printed, and not a sign of misconduct. A dash is not a zero that was reported.",
      "**Few applications are not little demand, and many are not a closed government**: who may ask, how organs count, and how many requests one person files differ from place to place.",
      "**A report not found is not a report not published.** Read `deadlines.state` and when the site was last read before you call an organ late.",
      "**A change between releases may be ours.** CHANGES.md parts what the publisher changed from what a better parser reads otherwise.",
      "**An outlier is first of all a misprint.** Look at the soft checks and at the source (`url`, `source_at`) before you publish one.",
    ],
  },
  use: {
    heading: "Use",
    text: (day) =>
      `CC0 1.0 (LICENSE); cite as CITATION.cff says, with the day of the release (${day}). The reports are official documents about organs; a name of a person that stands in their prose (\`sections\`) was published by the organ itself. What counts is the original, to which every row leads back.`,
  },
};
