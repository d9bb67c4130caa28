import { literal, parquetOf } from "../../../archive/index.ts";
import { openRelease } from "../../opened.ts";
import { store } from "./store.ts";

// A process of its own, started by writeDatabase.
const [folder = "", day = "", file = ""] = process.argv.slice(2);
try {
  const release = await openRelease(folder, day);
  await release.connection.run(`CREATE VIEW deadlines AS FROM ${literal(parquetOf(folder, "deadlines"))}`);
  await store(release.connection, file);
  release.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
