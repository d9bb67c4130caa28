export { citedPlace } from "./cited-place.ts";
export { type LeadingPlace, leadingPlace } from "./leading-place.ts";
export { type OrganWords, readOrgan, unknownPlaceAt } from "./organ-name.ts";
