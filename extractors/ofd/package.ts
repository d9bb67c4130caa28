import { posix } from "node:path";
import { UnreadableError } from "../../data/records/index.ts";
import { decodeText } from "../charset.ts";
import { parseXml, unprefixed, type Xml } from "../xml.ts";
import { unzip, zipEntries } from "../zip.ts";

/** A part of the package: its root element, names without their prefix, and the folder its references are relative to. */
export type Part = { root: Xml; folder: string };

/** The parts of an OFD by name. */
export type Package = {
  /** The part that a reference in another part means; null where there is none. */
  part(reference: string, folder: string): Part | null;
  /** The bytes of what a part refers to, such as a picture; null where there is nothing. */
  file(reference: string, folder: string): Uint8Array | null;
};

/** Opens the ZIP. Throws `encrypted` where its parts are enciphered (GM/T 0099). */
export function openPackage(bytes: Uint8Array): Package & { main: Part } {
  const entries = new Map(zipEntries(bytes).map((entry) => [entry.name.replaceAll("\\", "/").toLowerCase(), entry]));
  if ([...entries.values()].some((e) => e.encrypted) || entries.has("encryptions.xml"))
    throw new UnreadableError("encrypted", "the OFD document is encrypted: save it without protection");
  const read = (name: string): Part | null => {
    const entry = entries.get(name.toLowerCase());
    const root = entry ? unprefixed(parseXml(textOf(unzip(bytes, entry)))) : null;
    return root && { root, folder: posix.dirname(name) };
  };
  const main = read([...entries.keys()].find((name) => posix.basename(name) === "ofd.xml") ?? "");
  if (!main) throw missing("its main part");
  const top = main.folder;
  const nameOf = (reference: string, folder: string): string | undefined => {
    const path = reference.trim().replaceAll("\\", "/");
    if (path === "") return undefined;
    // By the standard what does not begin with a slash is relative to its part; some programs mean the package all the same.
    const candidates = path.startsWith("/")
      ? [posix.join(top, path)]
      : [posix.join(folder, path), posix.join(top, path)];
    return candidates.find((name) => entries.has(name.toLowerCase()));
  };
  return {
    main,
    part(reference, folder) {
      const found = nameOf(reference, folder);
      return found === undefined ? null : read(found);
    },
    file(reference, folder) {
      const entry = entries.get(nameOf(reference, folder)?.toLowerCase() ?? "");
      return entry ? unzip(bytes, entry) : null;
    },
  };
}

const textOf = (bytes: Uint8Array): string => {
  const declared = /encoding\s*=\s*["']([\w-]+)/.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 200)))?.[1];
  return decodeText(bytes, declared ?? null).replace(/^\uFEFF/, "");
};

export const missing = (what: string): UnreadableError =>
  new UnreadableError("truncated", `the OFD document is damaged (${what} is missing): fetch it again`);
