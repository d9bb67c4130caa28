import { GongkaiError } from "../../data/records/index.ts";
import { commit } from "../../pipeline/archive/index.ts";
import { sampleChanges, sampleRecord } from "./sample.ts";

/** Run as a process of its own: commits to the archive named, over and over, and says each number before it commits it; where another writes, it tries again. */
const [dir = "", from = "1"] = process.argv.slice(2);
for (let n = Number(from); ; n++) {
  console.log(n);
  const records = ["a", "b", "c"].map((id) => sampleRecord(id, 2019 + (n % 3), { value: n }));
  await commit(dir, sampleChanges(records)).catch((error: unknown) => {
    if (!(error instanceof GongkaiError)) throw error;
  });
}
