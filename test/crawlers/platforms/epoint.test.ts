import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Page, pageFrom } from "../../../crawlers/discover/index.ts";
import { entriesOf, type PageRequest, pagesOf, platformOf, withArticle } from "../../../crawlers/platforms/index.ts";

const ORIGIN = "http://www.baishi.gov.cn";
const COMMON = `var siteInfo = {"siteGuid":"7eb5f7f1-9041-43ad-8e13-8fcb82ea831a","projectName":"/EWB_YK_Mid","webVersion":"5.0"}`;
const ID = "0a1b2c3d-0000-1111-2222-333344445555";
const page = (path: string, html: string, scripts: Record<string, string> = {}): Page => ({
  ...pageFrom(ORIGIN + path, html),
  loaded: Object.entries(scripts).map(([url, body]) => ({ url: ORIGIN + url, body })),
});
const shell = `<script src="/js/webBuilderCommon.js"></script><script src="/js/jquery.js"></script>`;
const said = ({ url, body }: PageRequest): string => `${url.slice(ORIGIN.length)} ${decodeURIComponent(body ?? "")}`;

describe("Epoint", () => {
  const column = page("/dynamic/zwgk/govInfoPub.html?categorynum=003002&deptcode=A1", shell, {
    "/js/webBuilderCommon.js": COMMON,
  });
  const requests = pagesOf(column, platformOf(column)).map(({ at }) => at(0, 0) ?? assert.fail());

  it("says in a script where its interface is; pages that list nothing ask for none", () => {
    assert.equal(platformOf(column).name, "epoint");
    assert.deepEqual(platformOf(column).scripts?.(column), [`${ORIGIN}/js/webBuilderCommon.js`]);
    assert.deepEqual(platformOf(column).scripts?.(page("/", shell)), []);
  });

  it("is asked for a list in three styles, where nothing tells which one the server understands", () => {
    const api = "/EWB_YK_Mid/rest/lightfrontaction/getgovinfolist";
    const fields = (index: number): string =>
      `{"deptcode":"A1","categorynum":"003002","siteGuid":"7eb5f7f1-9041-43ad-8e13-8fcb82ea831a","pageIndex":${index},"pageSize":20}`;
    assert.deepEqual(requests.map(said), [
      `${api} ${fields(1)}`,
      `${api} {"token":"","params":${fields(0)}}`,
      `${api} params=${fields(1)}`,
    ]);
  });

  it("goes on in the style and size of its first reply, from either number of a first page", () => {
    const rows = Array.from({ length: 15 }, (_, n) => ({ realtitle: `甲局${2000 + n}年`, infourl: `/003/${n}.html` }));
    const ways = requests.map((request) => {
      const reply: Page = {
        ...pageFrom(request.url, JSON.stringify({ custom: { data: rows, total: 40 } }), null, column),
        posted: request.body ?? "",
      };
      assert.equal(entriesOf(reply, platformOf(column)).length, 15);
      return pagesOf(reply, platformOf(column)).map(({ at }) =>
        [0, 1, 2].flatMap((n) => /pageIndex\D+(\d+)/.exec(decodeURIComponent(at(n, 15)?.body ?? ""))?.[1] ?? []),
      );
    });
    assert.deepEqual(ways, [
      [["2", "3"], ["0"]],
      [
        ["1", "2"],
        ["2", "3"],
      ],
      [["2", "3"], ["0"]],
    ]);
  });

  it("has its articles where its scripts say, under the name that their address gives them", () => {
    const article = page(`/zwgk/showinfo.html?infoGuid=${ID}`, shell, {
      "/js/webBuilderCommon.js": COMMON,
      "/js/showinfo.js": `Util.ajax({url: siteInfo.projectName + "/rest/shhkZwgkFrontAppNotNeedLoginAction/getGovInfoDetail"})`,
    });
    const [first] = platformOf(article).content?.(article) ?? [];
    const api = "/EWB_YK_Mid/rest/shhkZwgkFrontAppNotNeedLoginAction/getGovInfoDetail";
    assert.equal(
      typeof first === "object" ? said(first) : first,
      `${api} params={"siteGuid":"7eb5f7f1-9041-43ad-8e13-8fcb82ea831a","infoGuid":"${ID}"}`,
    );
  });

  it("says by an answer without a text or a file that it has no article", () => {
    const article = page(`/zwgk/showinfo.html?infoGuid=${ID}`, shell);
    const read = (custom: unknown): Page | null => withArticle(article, JSON.stringify({ custom }));
    assert.equal(read({ status: "false" }), null);
    assert.equal(read({ data: { title: "甲局2023年政府信息公开年度报告", pdflist: [{ attachname: "x.pdf" }] } }), null);
    const shown = read({ data: { title: "甲局2023年政府信息公开年度报告", infocontent: "<p>一、总体情况</p>" } });
    assert.deepEqual(
      [shown?.title, shown?.dom.text.includes("一、总体情况")],
      ["甲局2023年政府信息公开年度报告", true],
    );
  });
});
