import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { pathToFileURL } from "node:url";

// Run as `node stepping.ts PROGRAM ARGUMENT …`: runs the program, and writes a byte to file descriptor 3 before each change that it makes to files, so that
// who started it knows how far it is.
const STEP = Buffer.from(".");

const told = <F extends (...args: never[]) => unknown>(change: F): F =>
  new Proxy(change, {
    apply(target, self, args) {
      fs.writeSync(3, STEP);
      return Reflect.apply(target, self, args);
    },
  });

const { mkdir, rename, rm, rmdir, link, copyFile, writeFile, open } = fs.promises;
Object.assign(fs.promises, {
  ...{ mkdir: told(mkdir), rename: told(rename), rm: told(rm), rmdir: told(rmdir), link: told(link) },
  ...{ copyFile: told(copyFile), writeFile: told(writeFile), open: told(open) },
});
const { mkdirSync, renameSync, rmSync, copyFileSync, fsyncSync } = fs;
Object.assign(fs, {
  ...{ mkdirSync: told(mkdirSync), renameSync: told(renameSync), rmSync: told(rmSync) },
  ...{ copyFileSync: told(copyFileSync), fsyncSync: told(fsyncSync) },
});
syncBuiltinESMExports();

process.argv.splice(1, 1);
await import(pathToFileURL(process.argv[1] ?? "").href);
