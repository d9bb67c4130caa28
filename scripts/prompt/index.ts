import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GongkaiError } from "../../data/records/index.ts";
import type { Archive, ResultFormat } from "../../pipeline/archive/index.ts";
import { counted } from "../counted.ts";
import { ask } from "./ask.ts";
import { command } from "./commands.ts";
import { isWhole } from "./statement.ts";

export { ask } from "./ask.ts";

const FRESH = "gongkai> ";
const CONTINUED = "    ...> ";

// What people type at a prompt that they do not know.
const LEAVES = /^\.?(exit|quit|q);?$/i;
const HELPS = /^(help|\?);?$/i;

/** Lets a person ask one question after the other, until Ctrl-D. Questions typed ahead are answered in their order. */
export function prompt(archive: Archive, format: ResultFormat, input: Readable, output: Writable): Promise<void> {
  const lines = createInterface({ input, output, terminal: true, historySize: 1000, prompt: FRESH });
  let typed = "";
  let running: AbortController | null = null;
  let turn = Promise.resolve();

  const next = (): void => {
    lines.setPrompt(typed === "" ? FRESH : CONTINUED);
    lines.prompt();
  };
  const answer = async (question: string): Promise<void> => {
    running = new AbortController();
    try {
      await reply(archive, question, format, output, running.signal);
    } catch (error) {
      if (!(error instanceof GongkaiError)) throw error;
      output.write(`${error.message}\n`);
    } finally {
      running = null;
    }
    next();
  };

  output.write(".help says what can be typed here · 输入 .help 查看说明\n");
  next();
  return new Promise((resolve, reject) => {
    // A statement of several lines comes back as one.
    lines.on("history", (history) => {
      if (typed !== "") history.splice(0, 2, history.slice(0, 2).toReversed().join(" "));
    });
    lines.on("line", (line) => {
      typed = typed === "" ? line.trim() : `${typed}\n${line}`;
      const question = typed;
      if (LEAVES.test(question)) return lines.close();
      const isCommand = question.startsWith(".") || HELPS.test(question);
      if (question !== "" && !isCommand && !isWhole(question)) return next();
      typed = "";
      if (question === "") return next();
      turn = turn.then(() => answer(HELPS.test(question) ? ".help" : question));
      turn.catch(reject);
    });
    lines.on("SIGINT", () => {
      if (running) return running.abort(new GongkaiError("stopped · 已中止"));
      typed = "";
      output.write("\n");
      lines.write(null, { ctrl: true, name: "u" });
      next();
    });
    lines.on("close", () => {
      output.write("\n");
      turn.then(resolve, reject);
    });
  });
}

async function reply(
  archive: Archive,
  question: string,
  format: ResultFormat,
  output: Writable,
  signal: AbortSignal,
): Promise<void> {
  const { text = "", sql } = question.startsWith(".") ? await command(question) : { sql: question };
  output.write(text);
  if (sql === undefined) return;
  const start = performance.now();
  const { rows, pieces } = await ask(archive, sql, format, signal);
  await pipeline(pieces, output, { end: false });
  output.write(`(${counted(rows, "row")}, ${Math.round(performance.now() - start)} ms)\n`);
}
