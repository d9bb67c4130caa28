import { normalizedText } from "../../data/records/index.ts";
import { resolveSpans, type SourceBlock } from "../generate/blocks.ts";

/** The blocks as normalized text: what an extractor ought to give for any carrier of them. */
export function text(blocks: SourceBlock[]): string {
  return normalizedText(
    blocks.map((block) =>
      block.kind === "table"
        ? { kind: "table", rows: resolveSpans(block.rows).map((row) => row.map((cell) => ({ text: cell }))) }
        : { kind: "paragraph", text: block.text },
    ),
  ).lines.join("\n");
}
