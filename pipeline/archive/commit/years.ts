import { TABLES } from "../../../data/records/index.ts";
import { type Manifest, type Part, partsOf, readManifest } from "../manifest.ts";
import { columnsOf, orderOf, partitionOf, readParquet, storedColumnsOf } from "../schema.ts";
import { acrossYears } from "./across.ts";
import { changeArchive } from "./change.ts";
import { disagreements } from "./disagreements.ts";
import { isOfYears } from "./part-names.ts";
import { writePart } from "./parts.ts";
import { filesOf } from "./replaced.ts";

/** The soft checks between years hold for one state of the reports and their figures: where those changed, they are left out. */
export function withoutStaleYears(before: Manifest | null, parts: Part[]): Part[] {
  const inputs = (all: readonly Part[]): string =>
    JSON.stringify(all.filter(({ table }) => table === "reports" || table === "figures").map(({ path }) => path));
  return inputs(parts) === inputs(before?.parts ?? []) ? parts : parts.filter((part) => !isOfYears(part));
}

/**
 * Makes the soft checks between the reports of one organ on different years (see `acrossYears`) and publishes them as rows of `checks`, and where two
 * documents of one page disagree (see `disagreements`) as rows of `problems`, where they are not there for the archive as it is. Costs a walk over all reports: once a night, not once a commit.
 */
export async function checkYears(archiveDir: string): Promise<void> {
  const manifest = await readManifest(archiveDir);
  if (manifest === null || manifest.parts.some(isOfYears)) return;
  await changeArchive(archiveDir, async (connection, before) => {
    for (const table of ["reports", "figures"] as const) {
      const rows = readParquet(table, filesOf(archiveDir, partsOf(before, table)));
      await connection.run(`CREATE TEMP VIEW ${table} AS SELECT ${columnsOf(table).join(", ")} FROM ${rows}`);
    }
    const years = await connection.runAndReadAll(
      "SELECT DISTINCT year FROM reports WHERE is_current AND year IS NOT NULL ORDER BY year",
    );
    const columns = storedColumnsOf("checks").join(", ");
    const made: Part[] = [];
    for (const [year] of years.getRows())
      made.push(
        await writePart(
          connection,
          archiveDir,
          { table: "checks", partition: partitionOf("checks", Number(year)), kind: "years" },
          `SELECT ${columns} FROM (${acrossYears(Number(year))}) ORDER BY ${orderOf("checks")}`,
        ),
      );
    made.push(
      await writePart(
        connection,
        archiveDir,
        { table: "problems", partition: partitionOf("problems", null), kind: "years" },
        `SELECT ${storedColumnsOf("problems").join(", ")} FROM (${disagreements()}) ORDER BY ${orderOf("problems")}`,
      ),
    );
    return {
      parts: TABLES.flatMap((table) =>
        inOrder([...partsOf(before, table), ...made.filter((part) => part.table === table && part.rows > 0)]),
      ),
      parserVersion: before?.parser_version ?? "",
    };
  });
}

const inOrder = (parts: Part[]): Part[] => parts.sort((a, b) => (a.path < b.path ? -1 : 1));
