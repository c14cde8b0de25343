import { meaningOfStatus, statusGroups, statusesOfGroup, type StatusGroup, type StatusOverrides } from '#shared/model/statuses.ts';
import type { Counts } from './deskStore.ts';
import type { View } from './route.ts';

/** How many of the calls in `counts` (by status code) are filed under each group, and in all. */
export function groupCounts(counts: Readonly<Record<string, number>>, overrides: StatusOverrides): Readonly<Record<View, number>> {
  const sums: Record<View, number> = { all: 0, answered: 0, handover: 0, lost: 0, unreached: 0, fault: 0, unknown: 0 };
  for (const [code, count] of Object.entries(counts)) {
    sums.all += count;
    sums[meaningOfStatus(code, overrides).group] += count;
  }
  return sums;
}

/** The views of the navigation: all, each group, and Other only where calls are filed there. */
export function viewsOf(counts: Counts | null, overrides: StatusOverrides): View[] {
  const order: StatusGroup[] = ['handover', 'answered', 'lost', 'unreached', 'fault'];
  const others = counts !== null && groupCounts(counts.all, overrides).unknown > 0;
  return ['all', ...order, ...(others ? statusGroups.filter((group) => group === 'unknown') : [])];
}

/**
 * The status codes of a view, sorted; null for all calls. What is filed under Other is only known from the calls that
 * there are.
 */
export function statusesOfView(view: View, counts: Counts | null, overrides: StatusOverrides): string[] | null {
  if (view === 'all') return null;
  const seen = Object.keys(counts?.all ?? {}).filter((code) => meaningOfStatus(code, overrides).group === view);
  return [...new Set([...statusesOfGroup(view, overrides), ...(view === 'unknown' ? seen : [])])].toSorted();
}
