import { GongkaiError } from "../../data/records/index.ts";
import { takeStep } from "./plan.ts";

/** Run as a process of its own: takes step after step of the plan on the archive named, and says the kind of each before it begins; where another writes, it tries again. */
const [dir = ""] = process.argv.slice(2);
for (;;) {
  await takeStep(dir, (kind) => console.log(kind)).catch((error: unknown) => {
    if (!(error instanceof GongkaiError)) throw error;
  });
}
