import type { Site } from "./content.ts";
import { madeSite, type SiteOrder } from "./made-site.ts";
import { dialectNames, obstacleNames, wallNames } from "./sites/index.ts";

/** A site of every CMS family and trap, in the shapes in which that family is met. */
const ORDERS: readonly Pick<SiteOrder, "family" | "shape">[] = [
  { family: "trs", shape: "years" },
  { family: "trs-second", shape: "flat" },
  { family: "trs-rlist", shape: "flat" },
  { family: "trs-create-page", shape: "flat" },
  { family: "trs-count-page", shape: "flat" },
  { family: "trs-config", shape: "flat" },
  { family: "trs-written", shape: "flat" },
  { family: "trs-paged", shape: "flat" },
  { family: "trs-paged-class", shape: "flat" },
  { family: "trs-paged-script", shape: "flat" },
  { family: "vsb", shape: "flat" },
  { family: "vsb", shape: "organs" },
  { family: "vsb-dynamic", shape: "flat" },
  { family: "hanweb", shape: "flat" },
  { family: "hanweb-pages", shape: "flat" },
  { family: "hanweb-in-page", shape: "flat" },
  { family: "hanweb-posted", shape: "flat" },
  { family: "hanweb-xxgk", shape: "organs" },
  { family: "hanweb-annual", shape: "organs" },
  { family: "lonsun", shape: "organs" },
  { family: "lonsun", shape: "flat" },
  { family: "openness", shape: "organs" },
  { family: "openness-years", shape: "organs" },
  { family: "jpaas", shape: "organs" },
  { family: "jpaas-dated", shape: "flat" },
  { family: "jpaas-named", shape: "years" },
  { family: "truecms", shape: "flat" },
  { family: "truecms-nothing", shape: "flat" },
  { family: "ucap", shape: "years" },
  { family: "legacy", shape: "years" },
  { family: "epoint", shape: "flat" },
  { family: "epoint-params", shape: "organs" },
  { family: "epoint-form", shape: "years" },
  { family: "post-list", shape: "flat" },
  { family: "post-list", shape: "organs" },
  { family: "post-list-fetch", shape: "flat" },
  { family: "post-list-was5", shape: "flat" },
  { family: "gkmlpt", shape: "flat" },
  { family: "gkmlpt", shape: "years" },
  { family: "gkmlpt", shape: "organs" },
  { family: "redirect-shells", shape: "years" },
  { family: "frame-shells", shape: "flat" },
  { family: "newest-first", shape: "organs" },
  { family: "home-for-all", shape: "flat" },
  { family: "home-by-redirect", shape: "flat" },
  { family: "soft-404", shape: "flat" },
  { family: "mirrors", shape: "flat" },
  { family: "redirects", shape: "flat" },
  { family: "cookie", shape: "flat" },
  { family: "gzip", shape: "flat" },
  { family: "cut-trs", shape: "flat" },
  { family: "cut-trs-pages", shape: "flat" },
  { family: "cut-trs-records", shape: "flat" },
  { family: "cut-trs-one", shape: "flat" },
  { family: "cut-numbers", shape: "flat" },
  { family: "other-numbers", shape: "years" },
  { family: "other-numbers", shape: "flat" },
  ...dialectNames.map((family) => ({ family, shape: "flat" as const })),
];

/** The sites made to order; the same every time. */
export const familySites = (): Site[] => ORDERS.map(madeAt);

/** Sites that do not let a crawler in. */
export const wallSites = (): Site[] => wallNames.map((family) => madeAt({ family, shape: "flat" }));

/** Sites some of whose reports are hard to get. */
export const obstacleSites = (): Site[] => obstacleNames.map((family) => madeAt({ family, shape: "flat" }));

const madeAt = ({ family, shape }: Pick<SiteOrder, "family" | "shape">): Site =>
  madeSite({ id: `${family}-${shape}`, family, shape, place: "临江县", division: "410106" });
