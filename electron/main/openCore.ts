import { app, dialog } from 'electron';
import type { i18n } from 'i18next';
import { createCore, environmentOverrides, newestBackup, restoreBackup } from '#core';
import type { BackupAt, Core, CoreOptions } from '#core';
import { AppError } from '#shared/errors.ts';
import { restoredText } from '#shared/texts/restoredText.ts';
import { openDialler } from './dialling.ts';
import { places } from './places.ts';

interface Deps {
  readonly texts: i18n;
  readonly dataDir: string;
  readonly openLog: CoreOptions['openLog'];
}

/**
 * The core of this host; where the database is damaged, after the operator chose what takes its place. Null where nothing
 * is to. Throws an `AppError` with a sentence for the operator.
 */
export async function openCore(deps: Deps): Promise<Core | null> {
  try {
    return await open(deps);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database-damaged') throw error;
    const restored = await restoredAs(deps, error.message, await newestBackup(deps.dataDir), 'noBackup');
    if (restored === null) return null;
    await dialog.showMessageBox({ type: 'info', message: deps.texts.t('damaged.done', { ns: 'desktop' }), detail: restoredText(deps.texts.getFixedT(null, 'health'), restored), noLink: true });
    return open(deps);
  }
}

/** What the operator chose, once it is done; null where nothing is to take the damaged database's place. */
async function restoredAs(deps: Deps, problem: string, newest: BackupAt | null, without: 'noBackup' | 'noneWhole'): Promise<Awaited<ReturnType<typeof restoreBackup>> | null> {
  const from = await ask(deps, problem, newest, without);
  if (from === null) return null;
  try {
    return await restoreBackup({ dataDir: deps.dataDir, from, now: Date.now });
  } catch (error) {
    if (from !== 'latest' || !(error instanceof AppError) || error.code !== 'restore-failed') throw error;
    // None of the backups can be: what is left to choose is to begin anew.
    return restoredAs(deps, error.message, null, 'noneWhole');
  }
}

function open({ dataDir, openLog }: Deps): Promise<Core> {
  return createCore({
    dataDir,
    overrides: { environment: environmentOverrides(process.env), flag: {} },
    host: 'desktop',
    threads: places.threads,
    samplesDir: places.samplesDir,
    version: app.getVersion(),
    openExternal: openDialler,
    openLog,
  });
}

/** What takes the damaged database's place; null where nothing is to. `without`: what is said where there is no backup for it. */
async function ask({ texts }: Deps, problem: string, newest: BackupAt | null, without: 'noBackup' | 'noneWhole'): Promise<'latest' | 'empty' | null> {
  const t = texts.getFixedT(null, 'desktop');
  const when = newest === null ? '' : new Date(newest.madeAtMs).toLocaleString();
  const choices = [...(newest === null ? [] : [{ from: 'latest' as const, label: t('damaged.restore', { when, interpolation: { escapeValue: false } }) }]), { from: 'empty' as const, label: t('damaged.anew') }, { from: null, label: t('damaged.quit') }];
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: t('damaged.message'),
    detail: `${newest === null ? t(`damaged.${without}`) : t('damaged.detail')}\n\n${problem}`,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.length - 1,
    noLink: true,
  });
  return choices[response]?.from ?? null;
}
