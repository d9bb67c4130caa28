const STEPS: Readonly<Record<string, [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Moves the focus from cell to cell of a matrix with the arrow keys, Home and End; the cell reached is the one that Tab comes back to. */
export function moved(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.matches(".cell")) return;
  const row = target.closest("tr");
  const body = row?.parentElement;
  const cells = row ? [...row.querySelectorAll<HTMLElement>(".cell")] : [];
  const [down, right] = STEPS[key] ?? [0, 0];
  const place = cells.indexOf(target);
  const column = key === "Home" ? 0 : key === "End" ? cells.length - 1 : place + right;
  const rows = body ? [...body.children] : [];
  const next = rows[(row?.rowIndex ?? 0) - 1 + down]?.querySelectorAll<HTMLElement>(".cell")[column];
  if (next === undefined || next === target) return;
  event.preventDefault();
  target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}
