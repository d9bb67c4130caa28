export { proseChecks } from "./checks.ts";
export { figuresIn } from "./figures.ts";
export { bodyOf, proseOf, readSections } from "./sections.ts";
