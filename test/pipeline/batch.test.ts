import assert from "node:assert/strict";
import test from "node:test";
import type { FetchedDocument } from "../../data/records/index.ts";
import { fromPlainText } from "../../data/records/index.ts";
import { firstAddresses, type Reader, readBatch } from "../../pipeline/batch.ts";

const document = (sha256: string, url = `http://a.gov.cn/${sha256}.txt`): FetchedDocument => ({
  ...{ sha256, url, pageUrl: url, site: "a", mediaType: "text/plain", fileName: null, httpStatus: 200 },
  ...{ retrieved: "2026-01-01T01:00:00.000Z", warcFile: "1", warcOffset: 0, linkText: null, listedDate: null },
  ...{ columnName: null, twinOf: null, state: "current", goneSince: null },
});

/** Reads every document as a line of text, and notes which. */
function reader(): Reader & { bodies: string[] } {
  const bodies: string[] = [];
  const meta = { title: null, published: null, publisher: null, siteName: null, columnName: null };
  return {
    bodies,
    body: async ({ sha256 }) => {
      bodies.push(sha256);
      return Buffer.from("今日天气晴");
    },
    extract: async () => ({ mediaType: "text/plain", text: fromPlainText("今日天气晴"), meta, warnings: [] }),
    runs: new Map(),
    onRead: () => undefined,
    onLost: ({ url }) => assert.fail(url),
  };
}

const ids = Array.from({ length: 60 }, (_, n) => `d${n}`);
/** Every third is known, and only something about it is to be noted. */
const pending = ids.map((document_id, n) => ({ document_id, unread: n % 3 > 0 }));
const addresses = ids.map((id) => document(id));

test("a batch whose reports grow heavy ends there, and the next goes on with the first document that was not read", async () => {
  const read: string[] = [];
  let batches = 0;
  for (let done = 0; done < pending.length; batches++) {
    const rest = pending.slice(done);
    const own = reader();
    const { taken, outcomes } = await readBatch(rest, addresses, own, 1);
    assert.deepEqual(
      [...outcomes.keys()].sort(),
      rest
        .slice(0, taken)
        .filter(({ unread }) => unread)
        .map(({ document_id }) => document_id)
        .sort(),
      "what is taken is read, and nothing else",
    );
    read.push(...own.bodies);
    done += taken;
  }
  assert.ok(batches > 1);
  assert.deepEqual(read.sort(), ids.filter((_, n) => n % 3 > 0).sort(), "each document once");
});

test("a light batch is taken whole, and a document is read under the first of its addresses", async () => {
  assert.equal((await readBatch(pending, addresses, reader())).taken, pending.length);
  const [one, other] = [document("x", "http://a.gov.cn/1.txt"), document("x", "http://a.gov.cn/2.txt")];
  assert.deepEqual(firstAddresses([one, other], ["x", "nowhere"]), [one]);
});
