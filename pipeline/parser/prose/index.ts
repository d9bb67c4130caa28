export { bodyOf, proseOf } from "./body.ts";
export { proseChecks } from "./checks.ts";
export { figuresIn } from "./figures.ts";
export { readSections } from "./sections.ts";
