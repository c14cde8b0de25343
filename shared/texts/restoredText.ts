import type { TFunction } from 'i18next';

interface Held {
  readonly pushes: number | null;
  readonly calls: number | null;
}

/** What was put in the place of a database, and what became of the one that was there. */
interface Restored {
  readonly backup: { readonly path: string; readonly facts: Held } | null;
  readonly passedOver: readonly { readonly path: string; readonly because: string }[];
  readonly setAside: string | null;
  readonly salvaged: { readonly brought: number; readonly unreadable: number; readonly because: 'nothing-readable' | 'other-history' | 'took-too-long' | null };
}

/** What was restored, in sentences, one a line. */
export function restoredText(t: TFunction<'health'>, { backup, passedOver, setAside, salvaged }: Restored): string {
  const plain = { interpolation: { escapeValue: false } };
  const { brought, unreadable, because } = salvaged;
  const lines: string[] = [
    ...passedOver.map((passed) => t('restored.passedOver', { ...passed, ...plain })),
    backup === null ? t('restored.anew') : t('restored.backup', { path: backup.path, held: heldText(t, backup.facts), ...plain }),
  ];
  if (setAside !== null) {
    lines.push(t('restored.setAside', { path: setAside, ...plain }));
    if (because === 'nothing-readable' || because === 'other-history') lines.push(t(`restored.${because}`));
    else lines.push(t('restored.brought', { count: brought }));
    if (because === 'took-too-long') lines.push(t('restored.took-too-long', { count: unreadable }));
    else if (because === null && unreadable > 0) lines.push(t('restored.unreadable', { count: unreadable }));
  }
  return lines.join('\n');
}

/** Where a backup is that was made, and what is in it. */
export function madeText(t: TFunction<'health'>, path: string, facts: Held): string {
  return t('made', { path, held: heldText(t, facts), interpolation: { escapeValue: false } });
}

function heldText(t: TFunction<'health'>, { pushes, calls }: Held): string {
  return t('held.all', { pushes: t('held.pushes', { count: pushes ?? 0 }), calls: t('held.calls', { count: calls ?? 0 }) });
}
