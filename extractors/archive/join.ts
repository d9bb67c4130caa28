import { type Extraction, type Problem, UnreadableError } from "../../data/records/index.ts";
import { NO_META } from "../carrier.ts";

/** What came of an entry of an archive: its text, or why there is none. */
export type Entry =
  | { name: string; extraction: Extraction }
  | { name: string; unread: { code: string; reason: string } };

export const unreadEntry = (name: string, code: string, reason: string): Entry => ({ name, unread: { code, reason } });

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
    warnings: entries.flatMap(warningsOf),
  };
}

function warningsOf(entry: Entry): Problem[] {
  const { name } = entry;
  if ("unread" in entry)
    return [
      { code: `archive.${entry.unread.code}`, message: `${name} was left out: ${entry.unread.reason}`, at: name },
    ];
  return entry.extraction.warnings.map((warning) => ({
    ...warning,
    message: `${name}: ${warning.message}`,
    at: warning.at === "" ? name : `${name}: ${warning.at}`,
  }));
}

const MOST_REASONS = 10;

/** Why nothing could be read, in the words of each entry; the code is that of all, where they have one. */
function nothingRead(entries: Entry[]): UnreadableError {
  const unread = entries.flatMap((e) => ("unread" in e ? [{ name: e.name, ...e.unread }] : []));
  const codes = new Set(unread.filter((e) => e.code !== "duplicate").map((e) => e.code));
  const [code = "unsupported"] = codes.size === 1 ? codes : [];
  const more = unread.length > MOST_REASONS ? [`${unread.length - MOST_REASONS} more`] : [];
  const reasons = [...unread.slice(0, MOST_REASONS).map(({ name, reason }) => `${name} (${reason})`), ...more];
  return new UnreadableError(code, `nothing in the archive can be read: ${reasons.join(", ")}`);
}
