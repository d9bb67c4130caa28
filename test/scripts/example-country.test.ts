import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gongkai } from "../cli.ts";

test("the example country stays up for trying the verbs by hand, as it prints them, until Ctrl-C", async (t) => {
  const scripts = join(import.meta.dirname, "../../scripts");
  const child = spawn(process.execPath, [join(scripts, "launch.mjs"), "scripts/example-country.ts"], { stdio: "pipe" });
  t.after(() => child.kill("SIGKILL"));
  const [printed] = await once(child.stdout, "data");
  const calls = [...String(printed).matchAll(/^ {2}npm run --silent gongkai -- (.+)$/gm)].map(([, call = ""]) =>
    call.replaceAll('"', "").split(" "),
  );
  assert.deepEqual(
    calls.map(([verb, then]) => (verb === "sources" ? `${verb} ${then}` : verb)),
    ["nightly", "status", "sources probe", "sources grow"],
  );
  const [nightly = [], , probe = []] = calls;
  const sources = nightly[nightly.indexOf("--sources") + 1] ?? "";
  assert.equal((await gongkai(["sources", "check", sources])).code, 0);
  const probed = await gongkai(probe);
  assert.equal(probed.code, 0, probed.stderr);
  child.kill("SIGINT");
  assert.deepEqual(await once(child, "exit"), [0, null]);
  assert.equal(existsSync(sources), false, "nothing is left behind");
});
