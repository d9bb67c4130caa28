import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { columnOf, type Entry, listed, rename, type Site, withDescendants } from "./content.ts";
import { portal } from "./portal.ts";
import { type LoggedRequest, type RunningHost, serve } from "./server.ts";
import { familyOf } from "./sites/index.ts";

/** What lets time pass and things go wrong. Entries are named by their id, sites by theirs. */
export type Control = {
  /** Takes an entry down: neither listed nor answered. */
  remove(entry: string): void;
  /** Puts a removed entry up again: what was removed before the first visit is new to the second. */
  publish(entry: string): void;
  /** Changes the article's HTML in place, under the same address. */
  alter(entry: string, change: (body: string) => string): void;
  /** Puts up the columns and entries that the site of the same id has here and lacks there: a new year's. */
  grow(site: Site): void;
  /** Moves a column with all under it to other addresses; what asks for the old ones gets 404, or is sent to the home page. */
  move(site: string, column: string, leaving: "404" | "home"): void;
  /** Every list of the site is empty, though its articles still answer. */
  collapse(site: string): void;
  /** Undoes `collapse` and `answer`. */
  recover(site: string): void;
  /** The site answers everything with this status. */
  answer(site: string, status: number): void;
  /** Every answer of every site waits this many milliseconds. */
  delay(milliseconds: number): void;
  /** From now on nothing is answered, until what is given back is called. */
  pause(): () => void;
};

export type Country = {
  /** The path of a registry of sources (YAML) that names every site, with pace 0. */
  sources: string;
  sites: readonly { id: string; family: string; home: string }[];
  /** Every request that was answered, in order; a host outside the registry logs as the site `elsewhere`. */
  requests: LoggedRequest[];
  control: Control;
  /** Where an entry's page is; `attachment` (from 0): where that file of it is. */
  url(entry: string, attachment?: number): string;
  /** Where an entry's text is: its page, or what the page's script asks. */
  articleUrl(entry: string): string;
  /** All addresses of an entry's page. */
  urls(entry: string): string[];
  /** What the lists of every column show now. */
  entries(): { site: string; entry: Entry }[];
  /** Stops every server and removes the registry. */
  close(): Promise<void>;
};

type Place = { site: Site; host: RunningHost };

/** Serves the sites on loopback, each on a port of its own. */
export async function startCountry(sites: Site[]): Promise<Country> {
  const requests: LoggedRequest[] = [];
  const all: Place[] = [];
  for (const site of sites)
    all.push({ site, host: await serve(site.id, portal(site, familyOf(site.family)), requests) });
  const elsewhere = await serve("elsewhere", foreignPage, requests);
  for (const { site } of all) {
    const others = all.filter((other) => other.site !== site);
    const links = others.map((other) => ({ name: other.site.organ, url: `${other.host.origin}/` }));
    site.neighbours = [{ heading: "区县网站", form: "select", links }];
    for (const entry of site.entries)
      if (entry.kind === "elsewhere") entry.href = `${elsewhere.origin}/zwgk/2024/report.html`;
  }
  const folder = await mkdtemp(join(tmpdir(), "gongkai-nation-"));
  const sources = join(folder, "sources.yaml");
  await writeFile(sources, registry(all));

  const find = (id: string): Place & { entry: Entry } => {
    for (const place of all) {
      const entry = place.site.entries.find((candidate) => candidate.id === id);
      if (entry !== undefined) return { ...place, entry };
    }
    throw new RangeError(`the country has no entry ${id}`);
  };
  return {
    sources,
    sites: all.map(({ site, host }) => ({ id: site.id, family: site.family, home: `${host.origin}/` })),
    requests,
    control: controlOf(all, find),
    url(id, attachment) {
      const { site, host, entry } = find(id);
      const family = familyOf(site.family);
      return (
        host.origin +
        (attachment === undefined ? family.entryPath(site, entry) : family.attachmentPath(site, entry, attachment))
      );
    },
    urls(id) {
      const { site, host, entry } = find(id);
      const { entryPath, twinPath } = familyOf(site.family);
      return [entryPath(site, entry), twinPath?.(site, entry) ?? null].flatMap((path) =>
        path === null ? [] : [host.origin + path],
      );
    },
    articleUrl(id) {
      const { site, host, entry } = find(id);
      const family = familyOf(site.family);
      return host.origin + (family.articlePath ?? family.entryPath)(site, entry);
    },
    entries: () =>
      all.flatMap(({ site }) =>
        site.columns.flatMap((column) => listed(site, column).map((entry) => ({ site: site.id, entry }))),
      ),
    async close() {
      await Promise.all([elsewhere, ...all.map(({ host }) => host)].map((host) => host.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function controlOf(all: Place[], find: (entry: string) => Place & { entry: Entry }): Control {
  const placeOf = (id: string): Place => {
    const place = all.find(({ site }) => site.id === id);
    if (place === undefined) throw new RangeError(`the country has no site ${id}`);
    return place;
  };
  const setHidden = (id: string, hidden: boolean): void => {
    const { site, entry } = find(id);
    entry.hidden = hidden;
    site.changed = new Date();
  };
  const setCollapsed = (id: string, collapsed: boolean): void => {
    const { site } = placeOf(id);
    site.collapsed = collapsed;
    site.changed = new Date();
  };
  return {
    remove: (entry) => setHidden(entry, true),
    publish: (entry) => setHidden(entry, false),
    alter(id, change) {
      const { entry } = find(id);
      entry.body = change(entry.body);
      entry.modified = new Date();
    },
    grow({ id, columns, entries }) {
      const { site } = placeOf(id);
      site.columns.push(...columns.filter(({ key }) => site.columns.every((column) => column.key !== key)));
      site.entries.push(...entries.filter((entry) => site.entries.every((known) => known.id !== entry.id)));
      site.changed = new Date();
    },
    move(id, key, leaving) {
      const { site } = placeOf(id);
      const family = familyOf(site.family);
      const column = columnOf(site, key);
      const moving = withDescendants(site, column);
      const entries = site.entries.filter((entry) => moving.some((one) => one.key === entry.column));
      const old = [
        ...moving.map((one) => family.columnPath(site, one)),
        ...entries.map((entry) => family.entryPath(site, entry)),
      ];
      if (leaving === "home") site.forwarded.push(...old);
      rename(site, column);
      site.changed = new Date();
    },
    collapse: (site) => setCollapsed(site, true),
    recover(site) {
      setCollapsed(site, false);
      placeOf(site).host.mood.status = null;
    },
    answer(site, status) {
      placeOf(site).host.mood.status = status;
    },
    delay(milliseconds) {
      for (const { host } of all) host.mood.delay = milliseconds;
    },
    pause() {
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const { host } of all) host.mood.ready = promise;
      return resolve;
    },
  };
}

const registry = (all: Place[]): string =>
  stringify(
    all.map(({ site, host }) => ({
      id: site.id,
      name: site.organ,
      division: site.division,
      home: `${host.origin}/`,
      pace: 0,
      note: "示例: a site of the example country on loopback",
    })),
  );

/** A host that belongs to nobody in the registry and copies government pages. */
const foreignPage = (): { type: string; body: string } => ({
  type: "text/html; charset=utf-8",
  body: "<title>某某体育2023年政府信息公开工作年度报告</title><h1>某某体育2023年政府信息公开工作年度报告</h1><p>示例</p>",
});
