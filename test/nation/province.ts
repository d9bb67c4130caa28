import { createServer } from "node:http";
import type { Site, SiteList } from "./content.ts";
import { type Country, startCountry } from "./country.ts";
import { madeSite } from "./made-site.ts";

/**
 * A province on loopback whose sites list each other as portals do: cities, counties and departments, in drop-down lists, groups
 * of links and a page of all lists; and among them what must not be taken for what its link says. The registry names the
 * province alone, and one district that somebody has added already.
 */

const site = (id: string, place: string, division: string, some: Partial<Site> = {}): Site => ({
  ...madeSite({ id, family: "trs", shape: "flat", place, division, organs: 1, years: [2022, 2023] }),
  ...some,
});
const department = (id: string, organ: string, place: string, division: string): Site =>
  site(id, place, division, { organ, name: `${organ}网站`, siteCode: `${division}0012` });

const SITES = (): Site[] => [
  site("jiangsu", "江苏省", "320000"),
  site("nanjing", "南京市", "320100"),
  site("xuzhou", "徐州市", "320300", { name: "中国·徐州" }),
  site("xuanwu", "南京市玄武区", "320102"),
  site("nanjing-gulou", "南京市鼓楼区", "320106", { name: "鼓楼区人民政府门户网站" }),
  site("xuzhou-gulou", "徐州市鼓楼区", "320302", { name: "鼓楼区人民政府门户网站" }),
  site("peixian", "沛县", "320322"),
  department("education", "江苏省教育厅", "江苏省", "320000"),
  department("nanjing-finance", "南京市财政局", "南京市", "320100"),
  department("peixian-finance", "沛县财政局", "沛县", "320322"),
  // Its site code is 睢宁县's.
  site("quanshan", "徐州市泉山区", "320311", { siteCode: "3203240001" }),
  // A copy with another name, and one whose words are all another place's.
  site("clone", "徐州市云龙区", "320303", { name: "某某体育" }),
  site("suining", "睢宁县", "320324"),
  // Which of the two 鼓楼区 it is, neither its link nor itself says.
  site("either", "鼓楼区", "320106", { siteCode: "" }),
  // Two sites that both say they are 丰县's.
  site("fengxian", "丰县", "320321"),
  site("fengxian-copy", "丰县", "320321"),
  site("qinhuai", "南京市秦淮区", "320104"),
  site("jianye", "南京市建邺区", "320105", { robots: "User-agent: *\nDisallow: /" }),
  site("zhejiang", "浙江省", "330000"),
];

export type Province = Country & {
  /** What following the provincial portal's lists must find, by name, with the sites' homes. */
  right: Map<string, string>;
  home(id: string): string;
};

export async function startProvince(): Promise<Province> {
  const sites = SITES();
  const country = await startCountry(sites);
  const dead = await closedPort();
  const home = (id: string): string =>
    id === "dead" ? dead : (country.sites.find((each) => each.id === id)?.home ?? `https://${id}.example/`);
  const list = (form: SiteList["form"], heading: string, ...links: [name: string, id: string][]): SiteList => ({
    form,
    heading,
    links: links.map(([name, id]) => ({ name, url: home(id) })),
  });
  const lists: Record<string, SiteList[]> = {
    jiangsu: [
      list("select", "市县网站", ["南京市", "nanjing"], ["徐州", "xuzhou"]),
      list("links", "部门网站", ["省教育厅", "education"], ["省委", "party"]),
      list("links", "其他", ["浙江省", "zhejiang"], ["某某银行", "bank"]),
      list("page", "区县网站", ["鼓楼区", "either"]),
      list("page", "南京市", ["鼓楼区", "nanjing-gulou"]),
    ],
    nanjing: [
      list(
        "select",
        "各区政府网站",
        ["玄武区", "xuanwu"],
        ["鼓楼区", "nanjing-gulou"],
        ["秦淮区", "qinhuai"],
        ["建邺区", "jianye"],
      ),
      list("select", "市政府部门", ["财政局", "nanjing-finance"]),
      list("links", "友情链接", ["江苏省人民政府", "jiangsu"]),
    ],
    xuzhou: [
      list("links", "县（市）区", ["鼓楼区", "xuzhou-gulou"], ["沛县", "peixian"], ["泉山区", "quanshan"]),
      list(
        "page",
        "县市区",
        ["云龙区", "clone"],
        ["铜山区", "suining"],
        ["丰县", "fengxian"],
        ["丰县", "fengxian-copy"],
        ["贾汪区", "dead"],
      ),
    ],
    peixian: [list("links", "部门", ["县财政局", "peixian-finance"])],
  };
  for (const each of sites) each.neighbours = lists[each.id] ?? [];
  country.control.answer("qinhuai", 412);
  const right = new Map([
    ["南京市人民政府", home("nanjing")],
    ["徐州市人民政府", home("xuzhou")],
    ["南京市鼓楼区人民政府", home("nanjing-gulou")],
    ["徐州市鼓楼区人民政府", home("xuzhou-gulou")],
    ["沛县人民政府", home("peixian")],
    ["江苏省教育厅", home("education")],
    ["南京市财政局", home("nanjing-finance")],
    ["沛县财政局", home("peixian-finance")],
  ]);
  return { ...country, right, home };
}

/** An address at which nobody answers. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address.port}/`;
}
