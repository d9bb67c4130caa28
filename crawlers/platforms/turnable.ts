import { withParameters } from "../discover/index.ts";
import { isRecord, parseJson } from "./json.ts";
import { isPageParameter, type PageRequest } from "./platform.ts";

/** A request for the page `shown` of a list, and the same turned on by so many pages. */
export type Turnable = { shown: number; turn(by: number): PageRequest };

/** A request as one for a page of a list; null where it names no page. */
export function turnable(request: PageRequest): Turnable | null {
  const { url, body } = request;
  const address = new URL(url);
  const asked = Object.fromEntries(address.searchParams);
  const inAddress = turned(asked);
  const inBody = body === undefined ? null : turnedText(body);
  if (!inAddress && !inBody) return null;
  const turn = (by: number): PageRequest => {
    const fields = Object.entries(inAddress?.turn(by) ?? {}).map(([name, value]) => [name, String(value)] as const);
    const changed = fields.filter(([name, value]) => value !== asked[name]);
    const next = withParameters(address, Object.fromEntries(changed));
    return { ...request, url: next, ...(inBody && { body: inBody.turn(by) }) };
  };
  return { shown: (inBody ?? inAddress)?.shown ?? 1, turn };
}

type Turned<T> = { shown: number; turn(by: number): T } | null;

/** A posted text (JSON, or a form's fields), so many pages on. */
function turnedText(text: string): Turned<string> {
  const json = parseJson(text);
  if (isRecord(json)) {
    const fields = turned(json);
    return fields && { ...fields, turn: (by) => JSON.stringify(fields.turn(by)) };
  }
  const form = turned(Object.fromEntries(new URLSearchParams(text)));
  if (!form) return null;
  const turn = (by: number): string => {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(form.turn(by))) fields.append(name, String(value));
    return fields.toString();
  };
  return { ...form, turn };
}

/** Fields with the page's number among them, at any depth, also in a field that is itself JSON (params={"pageIndex":0}). */
function turned(fields: Fields): Turned<Fields> {
  for (const [name, value] of Object.entries(fields)) {
    if (isPageParameter(name) && /^\d+$/.test(String(value))) {
      const shown = Number(value);
      const turn = (by: number): Fields => ({
        ...fields,
        [name]: typeof value === "string" ? String(shown + by) : shown + by,
      });
      return { shown, turn };
    }
    const inner = isRecord(value)
      ? turned(value)
      : typeof value === "string" && value.startsWith("{")
        ? turnedText(value)
        : null;
    if (inner) return { ...inner, turn: (by) => ({ ...fields, [name]: inner.turn(by) }) };
  }
  return null;
}

type Fields = Record<string, unknown>;
