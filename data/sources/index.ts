export { allowList, hostGlob, isGovCn, isPublicHost, isTooWide, siteOf } from "./hosts.ts";
export type { Registry } from "./lint.ts";
export { checkSources, readSources } from "./read.ts";
export { Source } from "./schema.ts";
