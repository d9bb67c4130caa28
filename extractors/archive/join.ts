import { EXIT, type Extraction, type Problem, UnreadableError } from "../../data/records/index.ts";
import { NO_META } from "../carrier.ts";

/** What came of an entry of an archive: its text, or why there is none. */
export type Entry = { name: string; extraction: Extraction } | { name: string; unread: UnreadableError };

export const unreadEntry = (name: string, unread: UnreadableError): Entry => ({ name, unread });

/** All that could be read as one text, each place and warning with the entry that it is from. Throws where nothing could. */
export function joinedEntries(entries: Entry[], mediaType: string): Extraction {
  const read = entries.flatMap((e) => ("extraction" in e ? [e] : []));
  if (read.length === 0) throw nothingRead(entries);
  const lines: string[] = [];
  const origins: { from: number; name: string; extraction: Extraction }[] = [];
  for (const { name, extraction } of read) {
    if (lines.length > 0) lines.push("");
    origins.push({ from: lines.length, name, extraction });
    for (const line of extraction.text.lines) lines.push(line);
  }
  const [only] = read;
  return {
    mediaType,
    text: {
      lines,
      place(line, cell) {
        const origin = origins.findLast((o) => o.from <= line);
        const place = origin?.extraction.text.place(line - origin.from, cell);
        return place ? `${origin?.name}: ${place}` : null;
      },
      recognised(line, cell) {
        const origin = origins.findLast((o) => o.from <= line);
        return origin?.extraction.text.recognised(line - origin.from, cell) ?? null;
      },
    },
    meta: only && read.length === 1 ? only.extraction.meta : NO_META,
    entries: read.map(({ name }) => name),
    lacking: entries.some(isLacking),
    warnings: entries.flatMap(warningsOf),
  };
}

function warningsOf(entry: Entry): Problem[] {
  const { name } = entry;
  if ("unread" in entry)
    return [
      { code: `archive.${entry.unread.code}`, message: `${name} was left out: ${entry.unread.message}`, at: name },
    ];
  return entry.extraction.warnings.map((warning) => ({
    ...warning,
    message: `${name}: ${warning.message}`,
    at: warning.at === "" ? name : `${name}: ${warning.at}`,
  }));
}

const isLacking = (entry: Entry): boolean =>
  "unread" in entry ? entry.unread.exitCode === EXIT.environmentLacks : entry.extraction.lacking === true;

const MOST_REASONS = 10;

/** Why nothing could be read, in the words of each entry; the code, and whose fault it is, are those of all, where they have one. */
function nothingRead(entries: Entry[]): UnreadableError {
  const unread = entries.flatMap((e) => ("unread" in e ? [e] : []));
  const errors = unread.map((e) => e.unread).filter(({ code }) => code !== "duplicate");
  const [code = "unsupported"] = onlyOne(errors.map((error) => error.code));
  const [exitCode = EXIT.needsALook] = onlyOne(errors.map((error) => error.exitCode));
  const more = unread.length > MOST_REASONS ? [`${unread.length - MOST_REASONS} more`] : [];
  const reasons = [...unread.slice(0, MOST_REASONS).map((e) => `${e.name} (${e.unread.message})`), ...more];
  return new UnreadableError(code, `nothing in the archive can be read: ${reasons.join(", ")}`, { exitCode });
}

/** What all are alike; nothing where they differ. */
function onlyOne<T>(values: T[]): T[] {
  const kinds = [...new Set(values)];
  return kinds.length === 1 ? kinds : [];
}
