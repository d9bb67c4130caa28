import { openRawStore, verifyRawStore } from "../crawlers/index.ts";
import { type Finding, readRows, verifyTables } from "./archive/index.ts";
import { documentKey } from "./known.ts";

/** Holds the whole archive against itself: tables, raw store, and every document of the tables against its stored bytes. Changes nothing. */
export async function* verify(archive: string): AsyncGenerator<Finding> {
  yield* await verifyTables(archive);
  for await (const message of verifyRawStore(archive)) yield { code: "raw.damaged", message };
  yield* sourceless(archive);
}

/** Documents of the tables whose bytes the raw store doesn't have where the tables say. */
async function* sourceless(archive: string): AsyncGenerator<Finding> {
  const store = await openRawStore(archive, "read");
  try {
    const stored = new Map(
      [...store.documents()].map((document) => [documentKey(document.sha256, document.url), document]),
    );
    for (const row of await readRows(archive, "documents")) {
      const document = stored.get(documentKey(row.document_id, row.url));
      if (!document) {
        yield {
          code: "document.sourceless",
          message: `${row.url} (${row.document_id}) is in the tables, but not in raw/`,
        };
      } else if (document.warcFile !== row.warc_file || document.warcOffset !== row.warc_offset) {
        yield {
          code: "document.misplaced",
          message: `${row.url} (${row.document_id}) is not at ${row.warc_file}:${row.warc_offset}, where the tables say`,
        };
      }
    }
  } finally {
    await store.close();
  }
}
