export * from "./dictionary.ts";
export * from "./document.ts";
export * from "./errors.ts";
export * from "./lock.ts";
export * from "./paths.ts";
export * from "./report.ts";
export * from "./text.ts";
