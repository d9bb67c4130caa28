import { Command } from "@commander-js/extra-typings";
import { EXIT } from "../../data/records/index.ts";
import type { Finding, ReadableKind } from "../../pipeline/doctor.ts";
import { example, jsonOption } from "./options.ts";

export const doctor = new Command("doctor")
  .description("Say what this machine has and lacks, which documents it can read, and how to get the rest")
  .addOption(jsonOption())
  .addHelpText("after", example("doctor"))
  .action(async ({ json }: { json?: true }) => {
    const { examine, readableKinds } = await import("../../pipeline/doctor.ts");
    const findings = await examine();
    const kinds = readableKinds();
    if (json) console.log(JSON.stringify({ machine: findings, carriers: kinds }));
    else print(findings, kinds);
    process.exitCode = findings.every(({ found }) => found !== null) ? EXIT.done : EXIT.environmentLacks;
  });

function print(findings: Finding[], kinds: ReadableKind[]): void {
  for (const { name, found, neededFor, remedy } of findings) {
    console.log(`${found === null ? "lacks" : "has  "}  ${name}${found === null ? "" : `  ${found}`}`);
    console.log(`       needed for ${neededFor}`);
    if (found === null) console.log(`       to get it: ${remedy}`);
  }
  const readable = kinds.filter((kind) => kind.readable).map((kind) => kind.name);
  console.log(`reads  ${readable.join(", ")}`);
  for (const { name, remedy } of kinds) if (remedy !== null) console.log(`not    ${name}: ${remedy}`);
}
