import { child, type Xml } from "../xml.ts";

/** The `w:val` of a child, undefined where there is no such child. */
export const valueIn = (parent: Xml | undefined, name: string): string | undefined => {
  const found = child(parent, name);
  return found && (found.attributes["w:val"] ?? "");
};

/** Whether a property is set: present, and not said to be off. */
export const isOn = (properties: Xml | undefined, name: string): boolean =>
  !["0", "false", "off", undefined].includes(valueIn(properties, name));
