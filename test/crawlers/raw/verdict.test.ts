import assert from "node:assert/strict";
import { test } from "node:test";
import { verdict } from "../../../crawlers/raw/verdict.ts";

const judged = (html: string, status = 200): string =>
  verdict(status, [["Content-Type", "text/html"]], Buffer.from(html));
const links = '<a href="/x">栏目</a>'.repeat(12);

test("Walls are recognised, whatever their status says", () => {
  assert.equal(judged("<p>禁止访问</p>", 403), "blocked");
  assert.equal(judged("<script>$_ts = window['$_ts'];</script>", 412), "blocked");
  assert.equal(judged("<script>document.cookie='__jsl_clearance=1'</script>", 521), "blocked");
  assert.equal(judged("<script>$_ts = window['$_ts'];</script>", 202), "blocked");
  assert.equal(judged("<form>请输入验证码下载附件 <input name=codeValue></form>"), "blocked");
  assert.equal(judged(`<form>账号 <input name=u> 密码 <input type="password" name=p></form>`), "blocked");
  assert.equal(judged("<h1>您的请求可能存在威胁，已被拦截</h1>"), "blocked");
});

test("Walls are recognised whatever stands before them, whatever their type says, and however long their script is", () => {
  assert.equal(judged("\ufeff<html><body>请输入验证码后继续访问</body></html>"), "blocked");
  assert.equal(judged("\n <!-- node 7 -->\n<html><body>请输入验证码后继续访问</body></html>"), "blocked");
  assert.equal(judged("您的IP访问过于频繁，请稍后再试"), "blocked");
  assert.equal(judged(`<html><script>$_ts={};$_ts.cd="${"q".repeat(30_000)}";</script></html>`), "blocked");
  assert.equal(
    verdict(200, [["Content-Type", "application/pdf"]], Buffer.from("<html>请输入验证码后继续访问</html>")),
    "blocked",
  );
});

test("A page by which a site says that it serves nobody for now is no document", () => {
  assert.equal(judged("<h1>网站系统升级维护中</h1><p>给您带来不便敬请谅解，请稍后再访问。</p>"), "out_of_service");
  assert.equal(judged("<p>系统繁忙，请您稍后重新访问</p>"), "out_of_service");
  assert.equal(judged("<h1>青溪镇2012年政府信息公开工作年度报告</h1><p>全年完成网站系统升级维护2次。</p>"), "document");
});

test("A page that says it isn't there is missing, whatever its status says", () => {
  assert.equal(judged("<title>提示</title><p>对不起，您访问的页面不存在或已删除！</p>"), "missing");
  assert.equal(judged("<p>找不到您要的网页</p>"), "missing");
  assert.equal(judged("<p>对不起，您要查看的信息不存在或已被撤销</p>"), "missing");
});

test("Documents are not taken for walls: short notices, portals with a login form, reports that tell of requests not found", () => {
  assert.equal(judged("<h1>石桥市2023年政府信息公开工作年度报告</h1><p>见附件</p>"), "document");
  assert.equal(judged(`<form>验证码</form>${links}`), "document");
  assert.equal(judged(`<form><input type="password"></form>${links}`), "document");
  assert.equal(judged(`<p>本机关不掌握相关政府信息404件。</p>`), "document");
  assert.equal(judged(`<p>${"收到申请后查无此文，页面不存在。".repeat(60)}</p>`), "document");
  assert.equal(verdict(200, [["Content-Type", "application/pdf"]], Buffer.from("%PDF-1.7 验证码")), "document");
  assert.equal(verdict(200, [["Content-Type", "application/json"]], Buffer.from('{"msg":"页面不存在"}')), "document");
});

test("Nothing is a document without bytes that can be read", () => {
  assert.equal(verdict(200, [], new Uint8Array()), "empty");
  assert.equal(verdict(200, [], null), "broken");
  assert.equal(judged("<p>忙</p>", 503), "other");
});
