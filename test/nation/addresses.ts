import { createHash } from "node:crypto";
import type { Attachment, Entry } from "./content.ts";

/** The 32 hexadecimal digits that some CMS families name things by: the same for the same name, always. */
export const hex32 = (name: string): string => createHash("md5").update(name).digest("hex");

/** The serial number that others give an article, of six or seven digits. */
export const serial = (entry: Entry): number =>
  100_000 + (Number.parseInt(hex32(entry.id).slice(0, 8), 16) % 8_900_000);

/** `pdf` for `年度报告.pdf`. */
export const extension = (attachment: Attachment | undefined): string => attachment?.name.split(".").at(-1) ?? "bin";
