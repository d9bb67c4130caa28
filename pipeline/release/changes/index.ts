import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GongkaiError } from "../../../data/records/index.ts";
import { openRelease } from "../opened.ts";
import { COLUMNS, findChanges, writeCsv } from "./changed.ts";
import { type Crossing, crossings, lossOf } from "./floors.ts";
import { pairReports } from "./pairs.ts";
import { nameBefore, newestBefore, openPrevious } from "./previous.ts";
import { changesText, firstText } from "./text.ts";

export type Against = {
  /** The folder of the release before; false: none. Where it is not said: the newest of an earlier day beside the new one. */
  previous?: string | false | undefined;
  /** Make the release though it loses more than data/release allows. */
  acceptLosses?: boolean | undefined;
};

/** What the comparison of a tenth of the nation takes, besides what DuckDB does not count, stays under 1 GB with this. */
const MEMORY = "384MB";

/** The worst of what was lost, that an error names. */
const NAMED = 5;

/**
 * Writes CHANGES.md and CHANGES.csv of the release in `folder`, of that day, against the one before. GongkaiError where it would lose more than
 * data/release/floors.yaml allows, or where the release before is damaged.
 */
export async function writeChanges(folder: string, day: string, outDir: string, against: Against): Promise<void> {
  const [markdown, csv] = [join(folder, "CHANGES.md"), join(folder, "CHANGES.csv")];
  const { previous = await newestBefore(outDir, day), acceptLosses = false } = against;
  if (previous === null || previous === false) {
    await writeFile(markdown, firstText(day));
    await writeFile(csv, `${COLUMNS.join(",")}\n`);
    return;
  }
  const before = await openPrevious(previous, day);
  const { connection, close } = await openRelease(folder, day);
  try {
    await connection.run(`SET memory_limit = '${MEMORY}'`);
    const lacking = await nameBefore(connection, before);
    await pairReports(connection, lacking);
    const crossed = await crossings(connection);
    if (crossed.length > 0 && !acceptLosses) throw tooMuchLost(before.day, crossed);
    await findChanges(connection, lacking);
    await writeCsv(connection, csv);
    await writeFile(markdown, await changesText(connection, day, before.day, lacking, crossed));
  } finally {
    close();
  }
}

function tooMuchLost(previousDay: string, crossed: readonly Crossing[]): GongkaiError {
  const more = crossed.length > NAMED ? `; and ${crossed.length - NAMED} more` : "";
  return new GongkaiError(
    `no release is made: against that of ${previousDay} it would lose more than data/release/floors.yaml allows: ${crossed.slice(0, NAMED).map(lossOf).join("; ")}${more}; find out why (status, verify), or make it all the same with --accept-losses`,
  );
}
