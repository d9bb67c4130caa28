import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { Command, Option } from "@commander-js/extra-typings";
import type { Entry, Grown, Unmatched } from "../../crawlers/index.ts";
import { EXIT, UsageError } from "../../data/records/index.ts";
import { counted } from "../counted.ts";
import { interruptible } from "../interrupt.ts";
import { growProgress } from "../progress.ts";
import { divisionOption, inThrowawayFolder, registryOption, siteNamed } from "./one-site.ts";
import { contactOption, example, jsonOption } from "./options.ts";

/** A province's cities and their counties. */
const LEVELS = 2;

export const grow = new Command("grow")
  .description("Follow a portal's own lists of its subordinate governments and departments; write entries to accept")
  .argument("<portal>", "the address of its home page, or its id in the registry")
  .addOption(registryOption())
  .option("--out <file>", "write the entries there; a call that was stopped carries on (else: to standard output)")
  .addOption(
    new Option(
      "--allow <glob>",
      "hosts outside gov.cn, or private ones, to follow as well; may be given again",
    ).argParser((glob: string, before: string[] = []) => [...before, glob]),
  )
  .addOption(
    new Option("--depth <n>", "levels of governments below the portal's whose own lists are read")
      .default(LEVELS)
      .argParser(levels),
  )
  .addOption(divisionOption())
  .addOption(contactOption())
  .addOption(jsonOption())
  .addHelpText(
    "after",
    example(
      "sources grow https://www.henan.gov.cn/ --out henan-new.yaml --contact you@example.org",
      "sources grow henan-zhengzhou --depth 1",
    ),
  )
  .action(async (site, { sources, out, allow = [], depth, division, contact = null, json = false }) => {
    if (out && existsSync(out)) throw new UsageError(`${out}: is there already; name a new file`);
    const { source, isKnown, registered } = await siteNamed(site, sources);
    const [{ entriesYaml, grow: run }, { isTooWide }] = await Promise.all([
      import("../../crawlers/index.ts"),
      import("../../data/sources/index.ts"),
    ]);
    const wide = allow.find(isTooWide);
    if (wide) throw new UsageError(`--allow ${wide} is anybody's hosts: name a domain (*.example.cn)`);
    const portal = { ...source, division: division ?? (isKnown ? source.division : null) };
    const follow = (work: string): Promise<Grown> =>
      interruptible(
        (signal) => run({ portal, registered, allow, depth, contact, work, signal, onProgress: growProgress() }),
        out ? undefined : "Nothing was kept: with --out the same call would carry on.",
      );
    const written = (grown: Grown): string =>
      json ? `${JSON.stringify(grown)}\n` : registryText(grown, source.home, entriesYaml);
    const grown = await (out ? intoFile(out, follow, written) : inThrowawayFolder(follow));
    if (!out) process.stdout.write(written(grown));
    for (const line of growLines(grown)) console.error(line);
    const { proposals, notes, known } = grown;
    const isSure = proposals.every(({ certain }) => certain) && notes.length === 0 && proposals.length + known > 0;
    process.exitCode = isSure ? EXIT.done : EXIT.needsALook;
  });

function levels(text: string): number {
  if (!/^[0-3]$/.test(text)) throw new UsageError(`--depth ${text}: must be a number from 0 to 3`);
  return Number(text);
}

/** What is fetched for a file stays beside it until the file is written, so that a call that was stopped carries on. */
async function intoFile<T>(
  file: string,
  work: (folder: string) => Promise<T>,
  written: (done: T) => string,
): Promise<T> {
  const folder = `${file}.part`;
  if (!existsSync(folder)) mkdirSync(folder);
  const done = await work(folder);
  writeFileSync(file, written(done));
  rmSync(folder, { recursive: true });
  return done;
}

/** The entries, certain ones first, and as remarks what was not matched. */
function registryText(
  { proposals, unmatched }: Grown,
  portal: string,
  entriesYaml: (entries: readonly Entry[]) => string,
): string {
  const [certain, uncertain] = [true, false].map((sure) =>
    proposals.filter((each) => each.certain === sure).map(({ entry }) => entry),
  );
  return [
    `# Proposed by \`sources grow\` from the lists of ${portal}; accept what is right.`,
    ...(certain?.length ? [entriesYaml(certain).trimEnd()] : []),
    ...(uncertain?.length ? ["# Uncertain: look at each before you keep it.", entriesYaml(uncertain).trimEnd()] : []),
    ...(proposals.length === 0 ? ["[]"] : []),
    ...(unmatched.length > 0 ? ["# Not matched:", ...unmatched.map((each) => `# ${unmatchedLine(each)}`)] : []),
    "",
  ].join("\n");
}

function growLines({ proposals, unmatched, known, portals, asked, notes }: Grown): string[] {
  const uncertain = proposals.filter(({ certain }) => !certain);
  return [
    ...notes,
    ...uncertain.map(({ entry, doubts }) => `uncertain: ${entry.name} ${entry.home}: ${doubts.join("; ")}`),
    ...unmatched.map((each) => `not matched: ${unmatchedLine(each)}`),
    `${proposals.length - uncertain.length} certain, ${uncertain.length} uncertain, ${unmatched.length} not matched, ` +
      `${known} known already; lists read of ${counted(portals, "portal")}, ${counted(asked, "page")} asked for`,
  ];
}

const unmatchedLine = ({ url, text, heading, page, reason }: Unmatched): string =>
  `「${text}」${heading ? ` in 「${heading}」` : ""} on ${page}: ${url}: ${reason}`;
