import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { runningHost } from './dataDirLock.ts';
import { senderHeaders } from './receiver/index.ts';
import { createSettings } from './settings/index.ts';

/** How to push to the host that runs on a data directory, as its settings ask for it. */
export interface OwnPushes {
  readonly pushUrl: string;
  /** What a push has to prove beside the key. */
  readonly headers: (nowMs: number) => Readonly<Record<string, string>>;
  /** The certificate that the receiver shows, in PEM; null where it speaks plain HTTP. */
  readonly certificate: string | null;
}

/** Null where no host runs on the data directory, or it does not listen yet. */
export function ownPushes(dataDir: string): OwnPushes | null {
  const pushUrl = runningHost(dataDir)?.pushUrl ?? null;
  if (pushUrl === null) return null;
  const settings = createSettings({
    file: join(dataDir, 'settings.json'),
    overrides: { environment: {}, flag: {} },
    newKey() {
      throw new AppError('settings-invalid', `The settings in ${dataDir} are not those of a host that runs. Name a push address with --url.`);
    },
  });
  const { receiver } = settings.current();
  return {
    pushUrl,
    headers: (nowMs) => senderHeaders(receiver, nowMs),
    certificate: pushUrl.startsWith('https:') && receiver.tls !== null ? readFileSync(receiver.tls.certFile, 'utf8') : null,
  };
}
