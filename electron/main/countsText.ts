import type { i18n } from 'i18next';
import type { Counts } from './attention.ts';

/** `12 unread, 1 urgent, 1 to call back`, of the counts that are named; empty where there are none. */
export function countsText(texts: i18n, counts: Partial<Counts>): string {
  const t = texts.getFixedT(null, 'desktop');
  return (['unseen', 'unread', 'urgent', 'waiting'] as const).flatMap((name) => (counts[name] ? [t(`counts.${name}`, { count: counts[name] })] : [])).join(', ');
}
