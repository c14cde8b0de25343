import { pino } from 'pino';
import { createCore, environmentOverrides } from '#core';
import type { Core, CoreOptions } from '#core';
import { createUiServer } from './http/uiServer.ts';

/** Where the parts of the built app lie. */
export type Places = Pick<CoreOptions, 'threads' | 'samplesDir' | 'version'> & { readonly rendererDir: string };

interface Flags {
  readonly data: string;
  readonly host?: string;
  readonly port?: number;
  readonly uiPort?: number;
  readonly json: boolean;
}

/** `earshot serve`: runs until SIGINT or SIGTERM, then ends cleanly. */
export async function serve(flags: Flags, places: Places): Promise<void> {
  const stopped = stopSignal();
  // Synchronous, so that the last line before the end is written too.
  const log = pino({ level: flags.json ? 'info' : 'warn' }, pino.destination({ dest: 2, sync: true }));
  const core = await createCore({
    ...places,
    dataDir: flags.data,
    overrides: { environment: environmentOverrides(process.env), flag: flagOverrides(flags) },
    host: 'headless',
    log,
  });
  const ui = createUiServer({ core, rendererDir: places.rendererDir, log });
  try {
    await core.start();
    const base = `http://127.0.0.1:${await ui.listen(core.settings().ui.port)}`;
    const addresses = { pushUrl: core.pushUrl(), uiUrl: `${base}/?key=${core.settings().ui.key}`, apiUrl: `${base}/api` };
    core.announce(addresses.uiUrl);
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ event: 'ready', ...addresses, apiKey: core.settings().ui.key, dataDir: core.dataDir })}\n`
        : welcome(core, addresses),
    );
    await stopped;
  } finally {
    await ui.close();
    await core.close();
  }
}

function flagOverrides({ host, port, uiPort }: Flags): CoreOptions['overrides']['flag'] {
  const receiver = { ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) };
  return {
    ...(Object.keys(receiver).length === 0 ? {} : { receiver }),
    ...(uiPort === undefined ? {} : { ui: { port: uiPort } }),
  };
}

function welcome(core: Core, { pushUrl, uiUrl }: { readonly pushUrl: string; readonly uiUrl: string }): string {
  return [
    '',
    'Earshot is running.',
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
