import { spawnSync } from "node:child_process";
import { ensureTestPrograms } from "./test-programs.ts";

// The README's test command: gets the programs that the tests use, then types, lint, and the tests themselves.
// Arguments are files or globs of tests to run instead of all of them.
const wanted = process.argv.slice(2);
const bin = (name: string): string => `${import.meta.dirname}/../node_modules/.bin/${name}`;

const browser = ensureTestPrograms();
if (browser === null) process.exit(3);

const steps: [string, string[]][] = [
  [bin("tsc"), []],
  [bin("tsc"), ["-p", "pipeline/release/explorer/page"]],
  [bin("biome"), ["ci", "--error-on-warnings", `--colors=${process.stdout.isTTY ? "force" : "off"}`, "."]],
  [
    process.execPath,
    [
      "--test",
      "--test-reporter=spec",
      "--test-concurrency=2",
      // Only so that what hangs is named; no test is about speed.
      "--test-timeout=240000",
      ...(wanted.length > 0 ? wanted : ["test/**/*.test.ts"]),
    ],
  ],
];
for (const [program, args] of steps) {
  const run = spawnSync(program, args, {
    cwd: `${import.meta.dirname}/..`,
    stdio: "inherit",
    env: { ...process.env, GONGKAI_CHROMIUM: browser },
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
