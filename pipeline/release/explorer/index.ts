import type { Release } from "../opened.ts";
import { bundle } from "./bundle.ts";

/** Writes the explorer into a release's folder that holds its tables: index.html, and what it needs under explorer/. */
export async function writeExplorer({ folder, day }: Release): Promise<void> {
  await bundle(folder, day);
}
