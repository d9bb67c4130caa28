// The table of the crawlers: node test/crawlers/families-table.ts [FAMILY …]
import { familySites } from "../nation/families.ts";
import { crawlFamilies } from "./families.ts";

const wanted = process.argv.slice(2);
const sites = familySites().filter(({ family }) => wanted.length === 0 || wanted.includes(family));
console.log("| site | recognised as | health | expected | found | wrong | requests | requests per report |");
console.log("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
for (const { site, run, expected, missed, wrong, forbidden, requests } of await crawlFamilies(sites)) {
  const found = expected - missed.length;
  console.log(
    `| ${[site, run.platform, run.health, expected, found, wrong.length, requests, (requests / Math.max(1, found)).toFixed(2)].join(" | ")} |`,
  );
  if (missed.length > 0) console.error(`${site} misses ${missed.join(", ")}: ${run.reason}`);
  if (forbidden.length > 0) console.error(`${site} was asked for ${forbidden.join(", ")}`);
  if (wrong.length > 0) console.error(`${site} takes for reports: ${wrong.join(", ")}`);
}
