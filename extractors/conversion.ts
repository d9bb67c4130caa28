import { EXIT, type Extraction, UnreadableError } from "../data/records/index.ts";
import { toDocx } from "./libreoffice/converter.ts";

/**
 * What a carrier answers where LibreOffice reads a document better, or alone can. A worker cannot wait for that: whoever
 * called it has the document converted and read again.
 */
export type Conversion = {
  /** The extension that names the document's kind. */
  convert: "doc" | "odt" | "rtf";
  mediaType: string;
  /** What the carrier has read by itself, which is given where LibreOffice is missing or fails. */
  otherwise: Extraction | null;
};

/** Reads a document, and where that answers a conversion, what comes of the conversion instead. */
export async function readConverted(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => Promise<Extraction | Conversion>,
): Promise<Extraction> {
  const answer = await read(bytes);
  if (!("convert" in answer)) return answer;
  try {
    const again = await read(await toDocx({ bytes, extension: answer.convert }));
    if ("convert" in again) throw new UnreadableError("unsupported", "LibreOffice wrote something that is no DOCX");
    return { ...again, mediaType: answer.mediaType };
  } catch (error) {
    if (answer.otherwise && error instanceof UnreadableError)
      return { ...answer.otherwise, lacking: error.exitCode === EXIT.environmentLacks };
    throw error;
  }
}
