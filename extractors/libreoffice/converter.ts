import { EXIT, UnreadableError } from "../../data/records/index.ts";
import { findProgram, LIBREOFFICE, remedyFor } from "../programs.ts";
import { convertAll, type Original } from "./convert.ts";

type Waiting = Original & { resolve(docx: Uint8Array): void; reject(error: Error): void };

const MAX_BATCH = { documents: 20, bytes: 64 * 2 ** 20 };
const TIMEOUT = { start: 30_000, document: 10_000 };

const waiting: Waiting[] = [];
let converting = false;

/**
 * A document as DOCX, by LibreOffice. There is one conversion at a time in the process: what comes while it runs goes into the
 * next call together. Throws UnreadableError `unsupported` where LibreOffice is missing or cannot read the document, `timeout`
 * where it does not come to an end.
 */
export function toDocx(original: Original): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    waiting.push({ ...original, resolve, reject });
    if (!converting) void convertWaiting();
  });
}

async function convertWaiting(): Promise<void> {
  converting = true;
  while (waiting.length > 0) {
    const batch = nextBatch();
    try {
      await convertBatch(batch);
    } catch (error) {
      for (const one of batch) one.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
  converting = false;
}

function nextBatch(): Waiting[] {
  let bytes = 0;
  const fits = waiting.findIndex((one, i) => {
    bytes += one.bytes.length;
    return i > 0 && (i >= MAX_BATCH.documents || bytes > MAX_BATCH.bytes);
  });
  return waiting.splice(0, fits < 0 ? waiting.length : fits);
}

async function convertBatch(batch: readonly Waiting[]): Promise<void> {
  const program = findProgram(LIBREOFFICE);
  if (program === null)
    throw new UnreadableError(
      "unsupported",
      `it is read with ${LIBREOFFICE.name}, which is not here (${remedyFor(LIBREOFFICE)})`,
      { exitCode: EXIT.environmentLacks },
    );
  const { documents, finished } = await convertAll(program, batch, TIMEOUT.start + TIMEOUT.document * batch.length);
  // LibreOffice takes them in their order: the first that is missing may be what stopped it, those behind it are not to blame.
  const stopper = finished ? -1 : documents.indexOf(null);
  for (const [i, one] of batch.entries()) {
    const docx = documents[i];
    if (docx) one.resolve(docx);
    else if (finished)
      one.reject(new UnreadableError("unsupported", "LibreOffice cannot read it: save it as DOCX or PDF"));
    else if (i === stopper)
      one.reject(new UnreadableError("timeout", "LibreOffice did not come to an end with it: given up"));
    else waiting.push(one);
  }
}
