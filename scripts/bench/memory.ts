import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNation } from "../../test/nation/index.ts";

/** The largest resident size, in MB, of a `nightly` over the example country, in a process of its own. */
export async function nightlyPeakMegabytes(): Promise<number> {
  const nation = await startNation();
  const folder = await mkdtemp(join(tmpdir(), "gongkai-bench-"));
  try {
    const program = join(import.meta.dirname, "nightly-peak.ts");
    const child = spawn(process.execPath, [program, nation.sources, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const output = (await child.stdout.toArray()).join("");
    return Number.parseInt(output, 10) / 1024;
  } finally {
    await nation.close();
    await rm(folder, { recursive: true, force: true });
  }
}
