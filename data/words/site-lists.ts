import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Words = z.array(z.string().min(1));
const SiteListWords = z.strictObject({ pages: Words, headings: Words, prefixes: Words, suffixes: Words });

/** How portals list the sites of other organs, and what a site's name has beside its organ's. */
export const siteListWords = SiteListWords.parse(parse(readFileSync(`${import.meta.dirname}/site-lists.yaml`, "utf8")));
