import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, type Metafile } from "esbuild";
import { z } from "zod";

const PAGE = join(import.meta.dirname, "page");
const ROOT = join(import.meta.dirname, "..", "..", "..");

/**
 * Writes the page of a release but for index.html: under explorer/ its program (app.js and the chunks that it fetches when they are
 * asked for), its style and the licences of what was bundled. The same sources give the same bytes.
 */
export async function bundle(folder: string): Promise<void> {
  const { metafile } = await build({
    entryPoints: { app: join(PAGE, "main.ts"), style: join(PAGE, "style.css") },
    outdir: resolve(folder, "explorer"),
    // Paths of this machine must not decide the names of chunks.
    absWorkingDir: ROOT,
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "silent",
  });
  await writeFile(join(folder, "explorer", "LICENSES.txt"), await licences(metafile));
}

/**
 * Writes index.html of a release of that day, and explorer/release.txt. `digest` is of all else that the page reads: its files are asked for by it, so that
 * of two releases that lie at the same place one after the other, no cache gives the one's for the other's.
 */
export async function writeIndex(folder: string, day: string, digest: string): Promise<void> {
  const html = await readFile(join(PAGE, "index.html"), "utf8");
  await writeFile(join(folder, "index.html"), html.replaceAll("RELEASE_DIGEST", digest).replace("RELEASE_DAY", day));
  await writeFile(join(folder, "explorer", "release.txt"), `${digest}\n`);
}

/** The licence of every package that stands in the bundle, as they ask for. */
async function licences({ inputs }: Metafile): Promise<string> {
  const packages = Object.keys(inputs).flatMap(
    (path) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  const texts = await Promise.all([...new Set(packages)].sort().map(licenceOf));
  return texts.join(`\n${"─".repeat(80)}\n\n`);
}

const Package = z.object({ version: z.string(), license: z.string() });

/** Its name, version and licence, with the licence's text where the package brings it. */
async function licenceOf(name: string): Promise<string> {
  const folder = join(ROOT, "node_modules", name);
  const { version, license } = Package.parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? "" : `\n${await readFile(join(folder, file), "utf8")}`;
  return `${name} ${version}: ${license}\n${text}`;
}
