export { bodyOf, readSections } from "./sections.ts";
