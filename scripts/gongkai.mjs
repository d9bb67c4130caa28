#!/usr/bin/env node
import { launch } from "./launch.mjs";

// npm runs this in the project's folder; the files that a user names lie where the user stands.
const { npm_lifecycle_event, INIT_CWD } = process.env;
if (npm_lifecycle_event === "gongkai" && INIT_CWD) process.chdir(INIT_CWD);

await launch("scripts/cli.ts", process.argv.slice(2));
