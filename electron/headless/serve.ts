import { createCore, createStderrLog, environmentOverrides, newestBackup, restoreBackup } from '#core';
import type { Core, CoreOptions } from '#core';
import { AppError } from '#shared/errors.ts';
import { createTexts } from '#shared/texts/index.ts';
import { restoredText } from '#shared/texts/restoredText.ts';
import { createUiServer } from './http/uiServer.ts';
import { unforeseen } from './unforeseen.ts';

/** Where the parts of the built app lie. */
export type Places = Pick<CoreOptions, 'threads' | 'samplesDir' | 'version'> & { readonly rendererDir: string };

interface Flags {
  readonly data: string;
  readonly host?: string;
  readonly port?: number;
  readonly uiPort?: number;
  readonly json: boolean;
  readonly restoreLatest: boolean;
}

/** `earshot serve`: runs until SIGINT or SIGTERM, then ends cleanly. */
export async function serve(flags: Flags, places: Places): Promise<void> {
  const stopped = stopSignal();
  const core = await openCore(flags, places);
  const failed = unforeseen(core.log);
  const ui = createUiServer({ core, rendererDir: places.rendererDir, log: core.log });
  try {
    await core.start();
    const base = `http://127.0.0.1:${await ui.listen(core.settings().ui.port)}`;
    const addresses = { pushUrl: core.pushUrl(), uiUrl: `${base}/?key=${core.settings().ui.key}`, apiUrl: `${base}/api` };
    core.announce(addresses.uiUrl);
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ event: 'ready', ...addresses, apiKey: core.settings().ui.key, dataDir: core.dataDir })}\n`
        : welcome(core, addresses, (await core.client.status.get()).receiver.problem),
    );
    await Promise.race([stopped, failed]);
  } finally {
    await ui.close();
    await core.close();
  }
}

/** Where the database is damaged, the newest good backup takes its place if that was asked for; else the sentence says how. */
async function openCore(flags: Flags, places: Places): Promise<Core> {
  const open = (): Promise<Core> =>
    createCore({
      ...places,
      dataDir: flags.data,
      overrides: { environment: environmentOverrides(process.env), flag: flagOverrides(flags) },
      host: 'headless',
      openLog: (secrets) => createStderrLog(flags.json ? 'info' : 'warn', secrets),
    });
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'database-damaged') throw error;
    const newest = await newestBackup(flags.data);
    if (newest === null) throw new AppError(error.code, `${error.message} There is no backup: "restore --empty" begins anew, keeps the damaged file and brings over what can still be read of it.`, { cause: error });
    if (!flags.restoreLatest) {
      const offer = newest.isVerified ? `The newest good backup is ${newest.path}: "restore --latest" puts` : `The newest backup is ${newest.path}: "restore --latest" reads it through, puts`;
      throw new AppError(error.code, `${error.message} ${offer} it in place, keeps the damaged file and brings over what can still be read of it ("serve --restore-latest" does so by itself).`, { cause: error });
    }
    const restored = await restoreBackup({ dataDir: flags.data, from: 'latest', now: Date.now });
    process.stderr.write(`${error.message}\n${restoredText(createTexts().getFixedT(null, 'health'), restored)}\n`);
    return open();
  }
}

function flagOverrides({ host, port, uiPort }: Flags): CoreOptions['overrides']['flag'] {
  const receiver = { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) };
  return {
    ...(Object.keys(receiver).length === 0 ? {} : { receiver }),
    ...(uiPort === undefined ? {} : { ui: { port: uiPort } }),
  };
}

function welcome(core: Core, { pushUrl, uiUrl }: { readonly pushUrl: string; readonly uiUrl: string }, problem: string | null): string {
  return [
    '',
    problem === null ? 'Earshot is running.' : `Earshot is running, but it is not listening yet. ${problem}`,
    `  Open in a browser   ${uiUrl}`,
    `  Push address        ${pushUrl}`,
    `  Data                ${core.dataDir}`,
    'The first address holds your access key: keep it to yourself. Ctrl+C ends Earshot.',
    '',
    '',
  ].join('\n');
}

/**
 * Resolves at the first request to end. It often comes twice, from the terminal and from npm; one that comes later is of
 * somebody who will not wait.
 */
function stopSignal(): Promise<void> {
  const impatientAfterMs = 1000;
  return new Promise((resolve) => {
    let askedAtMs: number | null = null;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        askedAtMs ??= Date.now();
        if (Date.now() - askedAtMs > impatientAfterMs) process.exit(1);
        resolve();
      });
    }
  });
}
