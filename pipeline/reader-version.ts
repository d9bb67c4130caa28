import { findProgram, LIBREOFFICE, TESSERACT } from "../extractors/index.ts";
import type { DocumentRow } from "./archive/index.ts";
import { PARSER_VERSION } from "./parser/index.ts";

/**
 * What the archive notes as the version that has read a document. One that could not be read, or only in part or with doubt
 * for want of a program (`lacking`), may be read as soon as that is installed: its version names what lacked.
 */
export type ReaderVersion = { whole: string; lacking: string };

/** The version of this machine, now. */
export function readerVersion(): ReaderVersion {
  const missing = [LIBREOFFICE, TESSERACT].filter((program) => findProgram(program) === null);
  return {
    whole: PARSER_VERSION,
    lacking: [PARSER_VERSION, ...missing.map(({ name }) => `without ${name}`)].join(", "),
  };
}

/** Whether reading a document again would give nothing new. */
export const isKnown = (row: DocumentRow | undefined, { whole, lacking }: ReaderVersion): boolean =>
  row?.parser_version === whole || row?.parser_version === lacking;
