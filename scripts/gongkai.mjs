#!/usr/bin/env node
import { launch } from "./launch.mjs";

await launch("scripts/cli.ts", process.argv.slice(2));
