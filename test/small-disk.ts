import { spawnSync } from "node:child_process";
import { mkdtemp, rm, statfs, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

export const mount = (...args: string[]): boolean => spawnSync("mount", args).status === 0;

/** A small disk of its own; null where this machine does not let us make one. */
export async function smallDisk(t: TestContext): Promise<string | null> {
  const place = await mkdtemp(join(tmpdir(), "gongkai-disk-"));
  const mounted = process.platform === "linux" && mount("-t", "tmpfs", "-o", "size=24m", "tmpfs", place);
  t.after(async () => {
    if (mounted) spawnSync("umount", ["-l", place]);
    await rm(place, { recursive: true });
  });
  return mounted ? place : null;
}

/** Fills a disk but for so many bytes; what fills it is the file given back. */
export async function fill(disk: string, free: number): Promise<string> {
  const { bavail, bsize } = await statfs(disk);
  const filler = join(disk, "filler");
  await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - free)));
  return filler;
}
