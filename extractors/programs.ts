import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A program of other people that some carriers are read with where it is installed. */
export type Program = {
  name: string;
  /** What its executable is called, and where it lies where it is not on the PATH. */
  executables: readonly string[];
  /** The environment variable that says where it is, before all else. */
  variable: string;
  remedy: string;
};

export const LIBREOFFICE: Program = {
  name: "LibreOffice",
  executables: ["soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"],
  variable: "GONGKAI_LIBREOFFICE",
  remedy: "Debian, Ubuntu: apt-get install libreoffice-writer; elsewhere: libreoffice.org",
};

export const TESSERACT: Program = {
  name: "tesseract",
  executables: ["tesseract"],
  variable: "GONGKAI_TESSERACT",
  remedy: "Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-chi-sim; macOS: brew install tesseract-lang",
};

/** How to get a program that is not here; where the variable that should name it names nothing, that is what to mend. */
export const remedyFor = ({ name, variable, remedy }: Program): string => {
  const set = process.env[variable];
  return set
    ? `${variable} is ${set}, which is no program: set it to the path of ${name}, or unset it; to get one: ${remedy}`
    : `${remedy}; or set ${variable} to its path`;
};

/** Where a program lies on this machine; null where it is not. */
export function findProgram({ executables, variable }: Program): string | null {
  const set = process.env[variable];
  if (set !== undefined && set !== "") return isExecutable(set) ? set : null;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const endings = process.platform === "win32" ? [".exe", ".com"] : [""];
  const candidates = executables.flatMap((executable) =>
    executable.startsWith("/")
      ? [executable]
      : folders.flatMap((folder) => endings.map((ending) => join(folder, executable + ending))),
  );
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
