import { parse } from "tldts";
import { stringify } from "yaml";
import { isPublicHost, Source, siteOf } from "../../data/sources/index.ts";

const DEFAULT_PACE = Source.shape.pace.parse(undefined);

/** An entry of a registry as it is written: what is not unusual is left out. */
export type Entry = Pick<Source, "id" | "name" | "division" | "home"> &
  Partial<Pick<Source, "columns" | "allow" | "pace" | "note">>;

/** What a registry has already, by site and id. */
export class Registered {
  readonly #bySite = new Map<string, Pick<Source, "id" | "name" | "division" | "home">>();
  readonly #ids = new Set<string>();
  /** Ids of the provinces, by the first two digits of their code. */
  readonly #provinces = new Map<string, string>();

  constructor(sources: readonly Pick<Source, "id" | "name" | "division" | "home">[]) {
    for (const source of sources) {
      this.#bySite.set(siteOf(source.home), source);
      this.#ids.add(source.id);
      if (/^\d\d0000$/.test(source.division) && !source.id.includes("-"))
        this.#provinces.set(source.division.slice(0, 2), source.id);
    }
  }

  /** The source that has this site, whatever its address is written like. */
  at(home: string): Pick<Source, "id" | "name" | "division" | "home"> | null {
    return this.#bySite.get(siteOf(home)) ?? null;
  }

  /** The sources that are this organ's. */
  of(name: string, division: string): Pick<Source, "home">[] {
    return [...this.#bySite.values()].filter((source) => source.name === name && source.division === division);
  }

  /** An id that no source has: the province's, where one is known, and what tells the host from others (jiangsu-nanjing-jyj). */
  newId(home: string, division: string): string {
    const { domainWithoutSuffix, subdomain, hostname } = parse(home);
    const own = domainWithoutSuffix ? [domainWithoutSuffix, ...(subdomain ?? "").split(".").toReversed()] : [hostname];
    const port = new URL(home).port;
    const names = own.filter((name) => name && name !== "www");
    const parts = [this.#provinces.get(division.slice(0, 2)), ...names, port].filter((part) => part);
    const id = [...new Set(parts)]
      .join("-")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
    let free = id;
    for (let n = 2; this.#ids.has(free); n++) free = `${id}-${n}`;
    this.#ids.add(free);
    return free;
  }
}

/** The pace of an entry, where it needs to be said: other people's hosts have the default. */
export const paceOf = (home: string, pace: number): { pace?: number } =>
  pace === DEFAULT_PACE || isPublicHost(new URL(home).hostname) ? {} : { pace };

/** Entries as a person writes them: `sources check` takes them as they are. */
export const entriesYaml = (entries: readonly Entry[]): string =>
  entries.length === 0 ? "" : stringify(entries, { lineWidth: 0, defaultStringType: "PLAIN" });
