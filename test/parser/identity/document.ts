import { contextOf, type ParseContext } from "../../../pipeline/parser/context.ts";
import { type Identity, identify } from "../../../pipeline/parser/identity/index.ts";

/** A report's prose without a word on who wrote it, long enough to be one. */
export const PROSE = Array<string>(4).fill(
  "认真贯彻落实《中华人民共和国政府信息公开条例》（2019年修订），坚持以公开为常态、不公开为例外，做好各项公开工作。",
);

/** Identifies a report with this head, this prose and this evidence, with its three tables unless said otherwise. */
export function identity(
  head: string | string[],
  evidence: Partial<ParseContext["evidence"]> = {},
  { body = PROSE, tables = 3, retrieved = null }: { body?: string[]; tables?: number; retrieved?: string | null } = {},
): Identity {
  const context = contextOf({ url: null, file: null, sha256: "", mediaType: null, retrieved });
  const lines = [...(typeof head === "string" ? [head] : head), "", "一、总体情况", ...body];
  return identify(lines, { ...context, evidence: { ...context.evidence, ...evidence } }, tables);
}
