// The client of the single-page site: it builds every page from JSON.
const app = document.getElementById("app");
const link = (item) => `<a href="${item.url}" title="${item.title ?? item.name}">${item.title ?? item.name}</a>`;

const get = async (url, form) => {
  const reply = await fetch(url, form && { method: "POST", body: new URLSearchParams(form) });
  return (await reply.json()).data;
};

const show = async () => {
  const [kind, ...rest] = location.pathname.split("/").filter(Boolean);
  const code = kind === "channel" ? rest[0] : kind === "art" ? rest[1] : "";
  const column = await get(`/html/column/list?col=${code}`);
  const top = code === "" ? column : await get("/html/column/list?col=");
  const position = [{ name: "首页", url: "/" }, ...column.position].map(link).join(" &gt; ");
  const article = kind === "art" ? await get("/html/info/detail", { id: rest[2] }) : null;
  const main = article
    ? `<h1 class="title">${article.title}</h1><div class="info">发布日期：${article.date}　来源：${article.dept}</div>
       <div class="article-content">${article.body}${article.files.map((file) => `<p><a href="${file.url}">${file.name}</a></p>`).join("")}</div>`
    : `<ul class="menu">${column.columns.map((child) => `<li>${link(child)}</li>`).join("")}</ul>
       <ul class="list">${column.articles.map((row) => `<li>${link(row)}<span>${row.date}</span></li>`).join("")}</ul>`;
  document.title = `${article ? `${article.title}-` : ""}${column.site}`;
  app.innerHTML = `<div class="nav">${top.columns.map(link).join("")}</div><div class="position">当前位置：${position}</div>
    <div class="main">${main}</div><div class="footer">${column.footer}</div>`;
};

show();
