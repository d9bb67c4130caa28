import { keysOf } from "../keys.ts";
import { type OfdLook, ofd, PACKAGES, PAGES, RULES, TEXTS } from "../ofd.ts";
import type { CarrierDocument } from "./document.ts";

/** The document as OFD, its markup and layout chosen from all there is. */
export function wildOfd({ title, blocks, choices }: CarrierDocument): { style: string; bytes: Uint8Array } {
  const look = {
    text: choices.one(keysOf(TEXTS)),
    rules: choices.one(keysOf(RULES)),
    parts: choices.one(keysOf(PACKAGES)),
    pages: choices.one(keysOf(PAGES)),
    nested: choices.odds(25),
    signed: choices.odds(25),
    layout: {
      landscape: choices.odds(25),
      align: choices.one(["middle", "left"] as const),
      openAtBreaks: choices.odds(40),
      wholeRows: !choices.odds(40),
    },
  } satisfies OfdLook;
  const { landscape, openAtBreaks, wholeRows } = look.layout;
  const layout = `${landscape ? "landscape" : "portrait"}${openAtBreaks ? ", open at breaks" : ""}${wholeRows ? "" : ", rows cut"}`;
  return { style: `${look.text} × ${look.rules} × ${layout}`, bytes: ofd(title, blocks, look) };
}
