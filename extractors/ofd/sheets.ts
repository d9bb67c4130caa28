import { posix } from "node:path";
import type { Box } from "../page/index.ts";
import { below, child, type Xml } from "../xml.ts";
import { missing, type Package, type Part } from "./package.ts";
import { boxIn } from "./values.ts";

/** A page before it is drawn. */
export type Sheet = {
  /** Its own and its templates' Content elements, in the order in which they are painted. */
  contents: Xml[];
  /** The paper, in millimetres. */
  box: Box;
  /** The drawings that its objects may refer to, by number. */
  units: ReadonlyMap<string, Xml>;
  /** The bytes of a picture that its objects refer to, by number; null where there is none. */
  picture(id: string): Uint8Array | null;
};

const A4: Box = { x0: 0, y0: 0, x1: 210, y1: 297 };

/** The pages of a document with all that they refer to. */
export function sheetsOf(file: Package, { root, folder }: Part): Sheet[] {
  const common = child(root, "CommonData");
  const shared = resourcesOf(file, common, folder);
  const templates = new Map(
    childrenOf(common, "TemplatePage").map((t) => [t.attributes.ID ?? "", file.part(locationOf(t), folder)?.root]),
  );
  const usual = paperOf(child(common, "PageArea"));
  return childrenOf(child(root, "Pages"), "Page").map((reference, i): Sheet => {
    const page = file.part(locationOf(reference), folder);
    if (!page) throw missing(`page ${i + 1}`);
    const used = childrenOf(page.root, "Template").map((t) => {
      const template = templates.get(t.attributes.TemplateID ?? "");
      if (!template) throw missing(`the template of page ${i + 1}`);
      return { root: template, isAbove: t.attributes.ZOrder === "Foreground" };
    });
    const under = used.filter((t) => !t.isAbove).map((t) => t.root);
    const over = used.filter((t) => t.isAbove).map((t) => t.root);
    const layers = [...under, page.root, ...over];
    const resources = [...shared, ...resourcesOf(file, page.root, page.folder)];
    const papers = [page.root, ...under, ...over].map((one) => paperOf(child(one, "Area")));
    return {
      contents: layers.flatMap((one) => childrenOf(one, "Content")),
      box: papers.find((box) => box !== null) ?? usual ?? A4,
      units: unitsIn(resources.map(({ root }) => root)),
      picture: (id) => pictureIn(file, resources, id),
    };
  });
}

const childrenOf = (parent: Xml | undefined, name: string): Xml[] =>
  parent?.children.filter((c) => c.name === name) ?? [];

/** Where a page or template lies: mostly an attribute, by some programs an element. */
const locationOf = (reference: Xml): string => reference.attributes.BaseLoc ?? child(reference, "BaseLoc")?.text ?? "";

function paperOf(area: Xml | undefined): Box | null {
  const box = boxIn(child(area, "PhysicalBox")?.text);
  return box && box.x1 > box.x0 && box.y1 > box.y0 ? box : null;
}

const RESOURCES = ["PublicRes", "DocumentRes", "PageRes"];

const resourcesOf = (file: Package, holder: Xml | undefined, folder: string): Part[] =>
  RESOURCES.flatMap((name) => childrenOf(holder, name)).flatMap((one) => file.part(one.text, folder) ?? []);

/** Media lie in the folder that their list of resources names. */
function pictureIn(file: Package, resources: Part[], id: string): Uint8Array | null {
  for (const { root, folder } of resources)
    for (const medium of below(root, "MultiMedia"))
      if (medium.attributes.ID === id)
        return file.file(child(medium, "MediaFile")?.text ?? "", posix.join(folder, root.attributes.BaseLoc ?? ""));
  return null;
}

function unitsIn(resources: Xml[]): ReadonlyMap<string, Xml> {
  const units = resources.flatMap((one) => [...below(one, "CompositeGraphicUnit")]);
  return new Map(units.map((unit) => [unit.attributes.ID ?? "", unit]));
}
