import { readFileSync } from "node:fs";
import { z } from "zod";

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");

/** `Gongkai/VERSION`: how the crawler names itself to servers and in WARC files. */
export const SOFTWARE = `Gongkai/${z.object({ version: z.string() }).parse(JSON.parse(manifest)).version}`;
