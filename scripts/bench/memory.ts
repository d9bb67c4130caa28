import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNation } from "../../test/nation/index.ts";

/** Resident memory in MB of each process that this one has started, now and at its peak (proc(5)); none where the system does not tell. */
export function residentOfChildren(): { now: number; peak: number }[] {
  const children = `/proc/${process.pid}/task/${process.pid}/children`;
  if (!existsSync(children)) return [];
  return readFileSync(children, "utf8")
    .split(" ")
    .filter((pid) => pid !== "")
    .map((pid) => {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const megabytes = (name: string): number =>
        Math.round(Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)?.[1]) / 1024);
      return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
    });
}

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
