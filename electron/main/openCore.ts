import { app } from 'electron';
import { createCore, environmentOverrides } from '#core';
import type { Core, CoreOptions } from '#core';
import { places } from './places.ts';

/** The core of this host; throws an `AppError` with a sentence for the operator. */
export function openCore(dataDir: string, log: CoreOptions['log']): Promise<Core> {
  return createCore({
    dataDir,
    overrides: { environment: environmentOverrides(process.env), flag: {} },
    host: 'desktop',
    threads: places.threads,
    samplesDir: places.samplesDir,
    version: app.getVersion(),
    log,
  });
}
