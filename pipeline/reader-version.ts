import { findProgram, LIBREOFFICE, TESSERACT } from "../extractors/index.ts";
import type { DocumentRow } from "./archive/index.ts";
import { PARSER_VERSION } from "./parser/index.ts";

/**
 * What the archive notes as the version that has read a document. One that could not be read may be read as soon as a
 * program is installed that lacked: its version names what did.
 */
export type ReaderVersion = { read: string; unreadable: string };

/** The version of this machine, now. */
export function readerVersion(): ReaderVersion {
  const lacking = [LIBREOFFICE, TESSERACT].filter((program) => findProgram(program) === null);
  return {
    read: PARSER_VERSION,
    unreadable: [PARSER_VERSION, ...lacking.map(({ name }) => `without ${name}`)].join(", "),
  };
}

/** Whether reading a document again would give nothing new. */
export const isKnown = (row: DocumentRow | undefined, { read, unreadable }: ReaderVersion): boolean =>
  row?.parser_version === read || row?.parser_version === unreadable;
