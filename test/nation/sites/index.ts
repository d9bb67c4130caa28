import type { Family } from "../portal.ts";
import { cutShortSites } from "./cut-short.ts";
import { dialects } from "./dialects.ts";
import { epointVariants } from "./epoint.ts";
import { gkmlpt } from "./gkmlpt.ts";
import { hanweb, hanwebInPage, hanwebPages, hanwebPosted, hanwebSealed } from "./hanweb.ts";
import { hanwebAnnual, hanwebXxgk } from "./hanweb-xxgk.ts";
import { jpaas, jpaasDated, jpaasNamed } from "./jpaas.ts";
import { legacy } from "./legacy.ts";
import { lonsun } from "./lonsun.ts";
import { obstacles } from "./obstacles.ts";
import { openness, opennessYears } from "./openness.ts";
import { postLists } from "./post-list.ts";
import { spa } from "./spa.ts";
import { traps } from "./traps.ts";
import { trs, trsVariants } from "./trs.ts";
import { truecms, truecmsNothing, truecmsOff } from "./truecms.ts";
import { ucap } from "./ucap.ts";
import { vsb, vsbDynamic } from "./vsb.ts";
import { walls } from "./walls.ts";

const families: Readonly<Record<string, Family>> = {
  ...cutShortSites,
  ...dialects,
  ...epointVariants,
  gkmlpt,
  ...traps,
  hanweb,
  "hanweb-in-page": hanwebInPage,
  "hanweb-pages": hanwebPages,
  "hanweb-posted": hanwebPosted,
  "hanweb-sealed": hanwebSealed,
  "hanweb-annual": hanwebAnnual,
  "hanweb-xxgk": hanwebXxgk,
  jpaas,
  "jpaas-dated": jpaasDated,
  "jpaas-named": jpaasNamed,
  legacy,
  lonsun,
  ...obstacles,
  openness,
  "openness-years": opennessYears,
  ...postLists,
  spa,
  trs,
  ...trsVariants,
  truecms,
  "truecms-nothing": truecmsNothing,
  "truecms-off": truecmsOff,
  ucap,
  vsb,
  "vsb-dynamic": vsbDynamic,
  ...walls,
};

/** The names of the sites that no family of CMS made. */
export const dialectNames: readonly string[] = Object.keys(dialects);

/** The names of the sites some of whose reports are hard to get. */
export const obstacleNames: readonly string[] = Object.keys(obstacles);

/** The names of the sites that do not let a crawler in. */
export const wallNames: readonly string[] = Object.keys(walls);

/** The CMS family of that name. */
export function familyOf(name: string): Family {
  const family = families[name];
  if (family === undefined) throw new RangeError(`no family ${name}: there are ${Object.keys(families).join(", ")}`);
  return family;
}
