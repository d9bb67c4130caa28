import type { Family } from "../portal.ts";
import { hanweb } from "./hanweb.ts";
import { legacy } from "./legacy.ts";
import { spa } from "./spa.ts";
import { trs } from "./trs.ts";
import { ucap } from "./ucap.ts";
import { vsb } from "./vsb.ts";

const families: Record<string, Family> = { hanweb, legacy, spa, trs, ucap, vsb };

/** The CMS family of that name. */
export function familyOf(name: string): Family {
  const family = families[name];
  if (family === undefined) throw new RangeError(`no family ${name}: there are ${Object.keys(families).join(", ")}`);
  return family;
}
