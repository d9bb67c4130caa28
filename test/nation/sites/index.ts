import type { Family } from "../portal.ts";
import { dialects } from "./dialects.ts";
import { gkmlpt } from "./gkmlpt.ts";
import { hanweb } from "./hanweb.ts";
import { legacy } from "./legacy.ts";
import { spa } from "./spa.ts";
import { traps } from "./traps.ts";
import { trs, trsVariants } from "./trs.ts";
import { ucap } from "./ucap.ts";
import { vsb, vsbDynamic } from "./vsb.ts";

const families: Readonly<Record<string, Family>> = {
  ...dialects,
  gkmlpt,
  ...traps,
  hanweb,
  legacy,
  spa,
  trs,
  ...trsVariants,
  ucap,
  vsb,
  "vsb-dynamic": vsbDynamic,
};

/** The names of the sites that no family of CMS made. */
export const dialectNames: readonly string[] = Object.keys(dialects);

/** The CMS family of that name. */
export function familyOf(name: string): Family {
  const family = families[name];
  if (family === undefined) throw new RangeError(`no family ${name}: there are ${Object.keys(families).join(", ")}`);
  return family;
}
