import { type Document, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import { siteOf } from "./hosts.ts";
import { findingsOf } from "./rules.ts";
import { SomeFields, Source } from "./schema.ts";

/** What linting a registry gives; `sources` are the entries whose fields are right. */
export type Registry = { faults: string[]; warnings: string[]; sources: Source[] };

type Path = readonly PropertyKey[];
type Entry = { id: string; value: unknown; lineOf(path: Path): number };

const FIELDS = Object.keys(Source.shape).join(", ");

/** Lints a registry's files together. Pure; findings come in the order of the files. */
export function lint(files: { file: string; bytes: Uint8Array }[], platforms?: readonly string[]): Registry {
  const registry: Registry = { faults: [], warnings: [], sources: [] };
  const taken = new Map<string, string>();
  for (const { file, bytes } of files) {
    const { entries, faults } = readEntries(file, bytes);
    registry.faults.push(...faults);
    for (const entry of entries) {
      const say = (path: Path, message: string): string => `${file}:${entry.lineOf(path)}: ${entry.id}: ${message}`;
      // Also of entries with other faults: who mends those shall not find the next fault behind them.
      for (const { field, key, alike } of claimsOf(entry.value)) {
        const first = taken.get(key);
        if (first) registry.faults.push(say([field], `the same ${field} as the source at ${first}${alike}`));
        else taken.set(key, `${file}:${entry.lineOf([])}`);
      }
      const parsed = Source.safeParse(entry.value);
      if (parsed.success) registry.sources.push(parsed.data);
      else
        for (const { path, message } of explain(parsed.error.issues, entry.value))
          registry.faults.push(say(path, message));
      const right = parsed.success ? parsed.data : rightFields(entry.value, parsed.error.issues);
      for (const { path, message, isWarning } of findingsOf(right, platforms))
        (isWarning ? registry.warnings : registry.faults).push(say(path, message));
    }
  }
  return registry;
}

/** What an entry has for itself alone: its id, and its site whatever it is called. */
function claimsOf(value: unknown): { field: string; key: string; alike: string }[] {
  const { id, home } = isRecord(value) ? value : {};
  return [
    ...(typeof id === "string" ? [{ field: "id", key: `id ${id}`, alike: "" }] : []),
    ...(typeof home === "string" && URL.canParse(home)
      ? [{ field: "home", key: `home ${siteOf(home)}`, alike: " (http or https, with www or without)" }]
      : []),
  ];
}

/** Those fields of an entry that have nothing wrong in themselves. */
function rightFields(value: unknown, issues: readonly Issue[]): SomeFields {
  const wrong = new Set(issues.flatMap(({ path, keys = [] }) => [path[0], ...(path.length === 0 ? keys : [])]));
  const fields = Object.entries(isRecord(value) ? value : {}).filter(([field]) => !wrong.has(field));
  return SomeFields.safeParse(Object.fromEntries(fields)).data ?? {};
}

function readEntries(file: string, bytes: Uint8Array): { entries: Entry[]; faults: string[] } {
  const text = textOf(bytes);
  if (text === null)
    return { entries: [], faults: [`${file}:1: is no text in UTF-8; a registry is YAML, saved as UTF-8`] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // What follows the first error is mostly its consequence.
  const [error, ...others] = document.errors;
  if (error) {
    const more = others.length > 0 ? ` (and ${others.length} more after it)` : "";
    const { line } = lines.linePos(error.pos[0]);
    const isTab = /^ *\t/.test(text.split("\n")[line - 1] ?? "");
    const what = isTab ? "a tab at the beginning of the line; YAML is indented with spaces" : error.message;
    return { entries: [], faults: [`${file}:${line}: not YAML: ${what}${more}`] };
  }
  const values: unknown = document.toJS();
  if (!isSeq(document.contents) || !Array.isArray(values))
    return { entries: [], faults: [`${file}:1: must be a list of sources, each beginning with "- id: …"`] };
  const entries = values.map((value: unknown, index): Entry => {
    const id = isRecord(value) && typeof value.id === "string" ? value.id : `entry ${index + 1}`;
    return { id, value, lineOf: (path) => lines.linePos(offsetOf(document, [index, ...path])).line };
  });
  return { entries, faults: [] };
}

/** Null for what is no text: other encodings, archives, pictures. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** Where the deepest part of the path that exists begins. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

type Issue = { code: string; path: PropertyKey[]; message: string; keys?: string[] };

/** zod's issues in the words of somebody who writes YAML. */
function explain(issues: readonly Issue[], value: unknown): { path: Path; message: string }[] {
  return issues.flatMap((issue) => {
    const field = issue.path.join(".");
    if (issue.keys)
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        message: `${[...issue.path, key].join(".")}: no such field${issue.path.length === 0 ? `; a source has ${FIELDS}` : ""}`,
      }));
    const missing = issue.code === "invalid_type" && isRecord(value) && !(String(issue.path[0]) in value);
    return [
      {
        path: issue.path,
        message: missing ? `${field}: is missing` : [field, issue.message].filter(Boolean).join(": "),
      },
    ];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
