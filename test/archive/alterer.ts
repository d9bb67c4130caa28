import { GongkaiError } from "../../data/records/index.ts";
import { commit } from "../../pipeline/archive/index.ts";
import { sampleChanges, sampleRecord } from "./sample.ts";

/** Run as a process of its own: gives three reports new numbers and another year in one commit, over and over, and says each number before it commits it. */
const [dir = ""] = process.argv.slice(2);
for (let n = 1; ; n++) {
  console.log(n);
  const records = ["a", "b", "c"].map((id) => sampleRecord(id, 2019 + (n % 3), { value: n }));
  await commit(dir, sampleChanges(records)).catch((error: unknown) => {
    if (!(error instanceof GongkaiError)) throw error;
  });
}
