const STEPS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrow keys lead from a cell to the next one that way; merged cells make the table's own order useless for it, so it goes by sight. */
export function move(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const from = event.target instanceof HTMLElement ? event.target.closest("td") : null;
  const table = from?.closest("table");
  if (step === undefined || from == null || table == null) return;
  event.preventDefault();
  const [across, down] = step;
  const here = middle(from);
  const next = [...table.querySelectorAll("td")]
    .map((cell) => ({ cell, at: middle(cell) }))
    .map(({ cell, at }) => ({
      cell,
      along: (at.x - here.x) * across + (at.y - here.y) * down,
      aside: Math.abs((at.x - here.x) * down) + Math.abs((at.y - here.y) * across),
    }))
    .filter(({ cell, along }) => along > 1 && cell.querySelector("button") !== null)
    .sort((a, b) => a.along + 8 * a.aside - (b.along + 8 * b.aside))[0];
  next?.cell.querySelector("button")?.focus();
}

function middle(element: Element): { x: number; y: number } {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}
