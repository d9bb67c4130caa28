import type { Text } from "../view.ts";

let line: HTMLElement | null = null;

/** Says at the foot of the window what the reader waits for; null: nothing any more. */
export function report(text: Text | null): void {
  if (line === null) {
    line = document.createElement("p");
    line.className = "database-status";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  const said = text === null ? "" : text[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];
  // A screen reader says every change: only what reads differently is one.
  if (line.textContent !== said) line.textContent = said;
}
