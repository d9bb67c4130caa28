import { type Document, isNode, isSeq, LineCounter, parseDocument } from "yaml";
import { divisionOf } from "../divisions/index.ts";
import { isPublicHost, outsideGovCn } from "./hosts.ts";
import { Source } from "./schema.ts";

/** What linting a registry gives; `sources` are the entries whose fields are right. */
export type Registry = { faults: string[]; warnings: string[]; sources: Source[] };

type Path = readonly PropertyKey[];
type Entry = { id: string; value: unknown; lineOf(path: Path): number };

const PUBLIC_PACE = 3000;
const FIELDS = Object.keys(Source.shape).join(", ");

/** Lints the texts of a registry's files together. Pure; findings come in the order of the files. */
export function lint(files: { file: string; text: string }[], platforms?: readonly string[]): Registry {
  const registry: Registry = { faults: [], warnings: [], sources: [] };
  const taken = new Map<string, string>();
  for (const { file, text } of files) {
    const { entries, faults } = readEntries(file, text);
    registry.faults.push(...faults);
    for (const entry of entries) {
      const say = (path: Path, message: string): string => `${file}:${entry.lineOf(path)}: ${entry.id}: ${message}`;
      // Also of entries with other faults: who mends those shall not find the next fault behind them.
      for (const field of ["id", "home"] as const) {
        const said = isRecord(entry.value) ? entry.value[field] : undefined;
        if (typeof said !== "string") continue;
        const first = taken.get(`${field} ${said}`);
        if (first) registry.faults.push(say([field], `the same ${field} as the source at ${first}`));
        else taken.set(`${field} ${said}`, `${file}:${entry.lineOf([])}`);
      }
      const parsed = Source.safeParse(entry.value);
      if (!parsed.success) {
        for (const { path, message } of explain(parsed.error.issues, entry.value))
          registry.faults.push(say(path, message));
        continue;
      }
      const source = parsed.data;
      registry.sources.push(source);
      // No fault: new codes come every year, and a crawl does not need them.
      if (!divisionOf(source.division))
        registry.warnings.push(say(["division"], `unknown division ${source.division}; take the code from GB/T 2260`));
      if (platforms && source.platform && !platforms.includes(source.platform))
        registry.faults.push(
          say(["platform"], `unknown platform ${source.platform}; there are ${platforms.join(", ")}`),
        );
      if (!source.note)
        for (const { host, path } of outsideGovCn(source))
          registry.faults.push(say(path, `${host} is outside gov.cn: say in a note why it belongs here`));
      if (source.pace < PUBLIC_PACE && isPublicHost(new URL(source.home).hostname))
        registry.warnings.push(
          say(["pace"], `pace ${source.pace} on a public host; be at least as patient as ${PUBLIC_PACE} ms`),
        );
    }
  }
  return registry;
}

function readEntries(file: string, text: string): { entries: Entry[]; faults: string[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return {
      entries: [],
      faults: document.errors.map((e) => `${file}:${lines.linePos(e.pos[0]).line}: not YAML: ${e.message}`),
    };
  const values: unknown = document.toJS();
  if (!isSeq(document.contents) || !Array.isArray(values))
    return { entries: [], faults: [`${file}:1: must be a list of sources, each beginning with "- id: …"`] };
  const entries = values.map((value: unknown, index): Entry => {
    const id = isRecord(value) && typeof value.id === "string" ? value.id : `entry ${index + 1}`;
    return { id, value, lineOf: (path) => lines.linePos(offsetOf(document, [index, ...path])).line };
  });
  return { entries, faults: [] };
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
