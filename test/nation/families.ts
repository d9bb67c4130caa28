import type { Site } from "./content.ts";
import { madeSite, type SiteOrder } from "./made-site.ts";

/** A site of every CMS family and trap, in the shapes in which that family is met. */
const ORDERS: readonly Pick<SiteOrder, "family" | "shape">[] = [
  { family: "trs", shape: "years" },
  { family: "hanweb", shape: "organs" },
  { family: "ucap", shape: "years" },
  { family: "legacy", shape: "years" },
];

/** The sites made to order; the same every time. */
export const familySites = (): Site[] =>
  ORDERS.map(({ family, shape }) =>
    madeSite({ id: `${family}-${shape}`, family, shape, place: "临江县", division: "410106" }),
  );
