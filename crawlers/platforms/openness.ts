import type { Platform } from "./platform.ts";

/**
 * The openness family of 安徽's counties: a list of organs, each with links to its guide, catalogue and annual reports
 * (/opennessAnnualReport/?branch_id=…, …/year/show/<branch>/<year>.html) or to a site of its own. All of it is plain links.
 */
export const openness: Platform = {
  name: "openness",
  recognise: (page) => FORMS.test(page.url) || page.links.some((link) => FORMS.test(link.url)),
};

const FORMS = /\/openness(annualreport|content|guide|\/detail)\b|\/xxgk(annualreport|nb)\/show\//i;
