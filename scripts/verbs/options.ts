import { Option } from "@commander-js/extra-typings";

/** The options that several verbs share, worded once. */
export const archiveOption = () => new Option("--archive <dir>", "folder of the archive").makeOptionMandatory();
export const sourcesOption = () =>
  new Option("--sources <file>", "registry of sources: one YAML file, or a folder of them").makeOptionMandatory();
export const jsonOption = () => new Option("--json", "print the result as JSON");
export const contactOption = () =>
  new Option("--contact <who>", "address or URL named in the User-Agent, so that a site's keeper can reach you").env(
    "GONGKAI_CONTACT",
  );
export const refreshOption = () =>
  new Option("--refresh", "ask again for every known document (conditionally), not only for those that are due");

/** The lines that end a verb's help. */
export const example = (...lines: string[]): string =>
  `\nExample:\n${lines.map((line) => `  $ npm run --silent gongkai -- ${line}`).join("\n")}`;
