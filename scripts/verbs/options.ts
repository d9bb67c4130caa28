import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { UsageError, whyNotThere } from "../../data/records/index.ts";

/** The options that several verbs share, worded once. */
export const archiveOption = () => new Option("--archive <dir>", "folder of the archive").makeOptionMandatory();
/** For verbs that need one that is there: a mistyped folder must not answer like an empty archive. */
export const existingArchiveOption = () => archiveOption().argParser(existingArchive);
export const sourcesOption = () =>
  new Option("--sources <file>", "registry of sources: one YAML file, or a folder of them").makeOptionMandatory();
export const jsonOption = () => new Option("--json", "print the result as JSON");
export const contactOption = () =>
  new Option("--contact <who>", "address or URL named in the User-Agent, so that a site's keeper can reach you")
    .env("GONGKAI_CONTACT")
    .argParser(contact);
export const refreshOption = () =>
  new Option("--refresh", "ask again for every known document (conditionally), not only for those that are due");

/** The lines that end a verb's help. */
export const example = (...lines: string[]): string =>
  `\nExample:\n${lines.map((line) => `  $ npm run --silent gongkai -- ${line}`).join("\n")}`;

/** An HTTP header carries nothing but ASCII. */
function contact(who: string): string {
  if (/^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(who)) return who;
  throw new UsageError(
    `--contact (or GONGKAI_CONTACT) is ${JSON.stringify(who)}: every request carries it, so it must be a mail address or a URL in plain ASCII`,
  );
}

function existingArchive(folder: string): string {
  if (["raw", "tables"].some((part) => existsSync(join(folder, part)))) return folder;
  const why = existsSync(folder) ? "no raw/, no tables/" : whyNotThere(folder);
  throw new UsageError(`${folder}: there is no archive here (${why}); nightly makes one`);
}
