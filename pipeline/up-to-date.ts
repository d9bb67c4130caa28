import { OtherColumnsError } from "./archive/index.ts";
import { type IngestOptions, type IngestSummary, ingest } from "./ingest.ts";
import { rebuild } from "./rebuild.ts";

/**
 * Brings the tables up to date with raw/: by ingesting what is new, or, where a version of the software with other columns has written them, by making
 * them again, which `onNotice` is told in one line.
 */
export async function bringUpToDate(
  options: Omit<IngestOptions, "into"> & { onNotice: (line: string) => void },
): Promise<IngestSummary> {
  const { onNotice, ...rest } = options;
  try {
    return await ingest(rest);
  } catch (error) {
    if (!(error instanceof OtherColumnsError)) throw error;
    onNotice(`${rest.archive}: its tables were written by a version with other columns; they are made again from raw/`);
    return (await rebuild(rest)).ingest;
  }
}
