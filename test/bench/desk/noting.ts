/** Functions that run inside the page: they refer to nothing outside themselves. */

interface Noted {
  /** Of each interaction that Event Timing tells of, its longest event until it was painted. */
  readonly interactionsMs: number[];
  /** Tasks over 50 ms. */
  readonly tasksMs: number[];
  /** How far, at most, the open row moved from one frame to the next while it stayed open. */
  readonly movedPx: number;
}

/** Notes from now on, and forgets what was noted before. */
export function startNoting(): void {
  const page = window as unknown as { stopNoting?: () => void; noted?: () => Noted; readsNothingUntilMs?: number }; // what these functions set
  page.stopNoting?.();
  const startMs = performance.now();
  const interactions = new Map<number, number>();
  const tasksMs: number[] = [];
  let movedPx = 0;
  let isOn = true;

  const events = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId, duration } = entry as PerformanceEventTiming;
      if (interactionId > 0 && entry.startTime >= startMs) interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
    }
  });
  events.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit); // the threshold is missing in the declarations
  const tasks = new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) if (startTime >= startMs) tasksMs.push(duration);
  });
  tasks.observe({ type: 'longtask' });

  let last: { readonly id: string; readonly top: number } | null = null;
  const look = (): void => {
    if (!isOn) return;
    const row = document.querySelector('[role="listbox"] [role="option"][aria-selected="true"]');
    const isRead = row !== null && performance.now() > (page.readsNothingUntilMs ?? 0);
    const now: typeof last = isRead ? { id: row.id, top: row.getBoundingClientRect().top } : null;
    if (now !== null && last?.id === now.id) movedPx = Math.max(movedPx, Math.abs(now.top - last.top));
    last = now;
    requestAnimationFrame(look);
  };
  look();

  page.stopNoting = () => {
    isOn = false;
    events.disconnect();
    tasks.disconnect();
  };
  page.noted = () => ({ interactionsMs: [...interactions.values()], tasksMs, movedPx });
}

export function noted(): Noted {
  const page = window as unknown as { readonly noted: () => Noted }; // set above
  return page.noted();
}
