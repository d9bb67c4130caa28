import { spawn } from "node:child_process";
import { EXIT, UnreadableError } from "../../data/records/index.ts";
import { findProgram, remedyFor, TESSERACT } from "../programs.ts";
import type { Picture, PixelBox } from "./picture.ts";
import { tiffOf } from "./tiff.ts";

/** A word as tesseract reads it, where it stands in its picture, and how sure it is, 0 to 100. */
export type ReadWord = PixelBox & { text: string; line: string; confidence: number };

/** How pictures are to be read: the language's model, what a picture shows (7: one line; 6: a block of lines), settings besides. */
export type Manner = { model: string; shows: 6 | 7; settings?: readonly string[] };

const DPI = 300;
/** One run may take so long; a page takes a second or two. */
const LONGEST_MS = 40_000;
const MOST_OUTPUT = 64 * 2 ** 20;

/** The models that tesseract has on this machine; none where it is not installed. */
export async function models(): Promise<string[]> {
  const program = findProgram(TESSERACT);
  if (program === null) return [];
  return (await run(program, ["--list-langs"], null)).split(/\s+/);
}

/** Reads pictures, all in one run: the words of each. Nothing is written to disk. */
export async function readPictures(pictures: readonly Picture[], manner: Manner): Promise<ReadWord[][]> {
  const program = findProgram(TESSERACT);
  if (program === null)
    throw new UnreadableError("needs_ocr", `tesseract is not installed: ${remedyFor(TESSERACT)}`, {
      exitCode: EXIT.environmentLacks,
    });
  const found: ReadWord[][] = pictures.map(() => []);
  if (pictures.length === 0) return found;
  const settings = (manner.settings ?? []).flatMap((setting) => ["-c", setting]);
  const how = ["-l", manner.model, "--psm", String(manner.shows), "--dpi", String(DPI), ...settings];
  const table = await run(program, ["stdin", "stdout", ...how, "tsv"], tiffOf(pictures, DPI));
  for (const row of table.split("\n")) {
    const [level, page, block, paragraph, line, , left, top, width, height, confidence, text] = row.split("\t");
    if (level !== "5" || text === undefined || text.trim() === "") continue;
    const [x0, y0] = [Number(left), Number(top)];
    found[Number(page) - 1]?.push({
      text: text.trim(),
      line: `${block}.${paragraph}.${line}`,
      confidence: Number(confidence),
      x0,
      y0,
      x1: x0 + Number(width),
      y1: y0 + Number(height),
    });
  }
  return found;
}

/** What the program prints. It gets one thread, and is ended when it takes too long. */
function run(program: string, args: readonly string[], input: Buffer | null): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, OMP_THREAD_LIMIT: "1" },
      stdio: ["pipe", "pipe", "ignore"],
      timeout: LONGEST_MS,
      killSignal: "SIGKILL",
    });
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_OUTPUT) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString("utf8"));
      else reject(new UnreadableError("needs_ocr", `tesseract did not finish (${code === null ? "ended" : code})`));
    });
    child.stdin.on("error", () => undefined); // a program that ended early does not take its input
    child.stdin.end(input ?? undefined);
  });
}
