import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { start } from "../cli.ts";
import { folderFor } from "../folder.ts";

test("one Ctrl-C stops in good order, however many processes on the way pass it on", async (t) => {
  const folder = await folderFor(t);
  // It answers when the test says so: until then the crawl is under way.
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  const silent = createServer(async (_, response) => {
    await told;
    response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  t.after(() => silent.close().closeAllConnections());
  await once(silent, "listening");
  const address = silent.address();
  assert.ok(address !== null && typeof address === "object");
  const sources = join(folder, "sources.yaml");
  await writeFile(
    sources,
    `- id: silent\n  name: 某县人民政府\n  division: "410106"\n  home: http://127.0.0.1:${address.port}/\n  pace: 0\n`,
  );
  const { child, ended } = start(["nightly", "--sources", sources, "--archive", join(folder, "archive")]);
  t.after(() => child.kill("SIGKILL"));
  await once(silent, "request");
  child.stderr?.once("data", () => {
    child.kill("SIGINT");
    tell();
  });
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  assert.match(stderr, /^Stopping in good order .*\ngongkai: Stopped before the end\. Nothing is lost/m);
  assert.equal(code, 1);
});
