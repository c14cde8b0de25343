import type { Push } from '#shared/model/push.ts';
import { startOfDay } from '#renderer/ui/format.ts';

/** Heights that the lines have and keep, px. */
const heights = { push: 32, day: 28 } as const;

/** What a line of the log is: a push, or the strip above the pushes of an earlier day. */
export type PushItem =
  | { readonly kind: 'push'; readonly key: string; readonly push: Push; readonly height: number; readonly isOption: true }
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number; readonly height: number; readonly isOption: false };

/** The lines of the log: the pushes, with a strip wherever a day ends. The first day's strip is the list's head. */
export function pushItems(pushes: readonly Push[]): PushItem[] {
  const items: PushItem[] = [];
  let day: number | null = null;
  for (const push of pushes) {
    const start = startOfDay(push.receivedAtMs);
    if (day !== null && start !== day) items.push({ kind: 'day', key: `day-${String(push.id)}`, atMs: push.receivedAtMs, height: heights.day, isOption: false });
    day = start;
    items.push({ kind: 'push', key: String(push.id), push, height: heights.push, isOption: true });
  }
  return items;
}
