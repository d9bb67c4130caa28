export type { Carrier, Hints } from "./carrier.ts";
export { CARRIERS, extract } from "./extract.ts";
export { createExtractionPool, type ExtractionPool } from "./pool.ts";
export { findProgram, LIBREOFFICE, type Program, remedyFor, TESSERACT } from "./programs.ts";
