import { usualAlertRules } from '#shared/model/alertRule.ts';
import { createDecideAlert } from '../../electron/core/alerts/index.ts';
import { createDerivation } from '../../electron/core/ingest/derivation.ts';
import { decideRescue } from '../../electron/core/rescues/index.ts';
import { openDeriving } from '../../electron/core/store/index.ts';
import type { Store } from '../../electron/core/store/index.ts';
import type { NewPush } from '../../electron/core/store/pushes.ts';
import { aPush } from '../support/derivedStore.ts';
import { generatedArrivalMs, generatedPush } from '../support/generatePushes.ts';

/** The push of generated call `number`, arrived when it would have. */
export function generatedNewPush(number: number): NewPush {
  return aPush(generatedPush(number), { receivedAtMs: generatedArrivalMs(number) });
}

export interface Filling {
  readonly calls: number;
  /** Of deriving so far, in this run. */
  readonly usPerPush: number;
  readonly longestStepMs: number;
}

/** Adds generated calls, derived in this thread, until the store has so many; goes on where an earlier run ended. */
export function fillStore(store: Store, file: string, calls: number, onProgress: (filling: Filling) => void): void {
  const deriving = openDeriving(file, store.turns);
  const derivation = createDerivation({
    store: deriving,
    textOf: (body) => Buffer.from(body).toString(),
    decideAlert: createDecideAlert(),
    decideRescue,
    settings: () => ({ timeZone: '+08:00', statuses: {}, alertRules: usualAlertRules }),
    startedAfterPush: 0,
    clock: () => performance.now(),
    log: console,
    suspicion: 'none',
  });
  const already = deriving.position().pushId;
  let derivingMs = 0;
  let longestStepMs = 0;
  for (let from = already; from < calls; from += 1000) {
    store.appendPushes(Array.from({ length: Math.min(1000, calls - from) }, (_, at) => generatedNewPush(from + at)));
    for (;;) {
      const startMs = performance.now();
      const step = derivation.step();
      const tookMs = performance.now() - startMs;
      derivingMs += tookMs;
      longestStepMs = Math.max(longestStepMs, tookMs);
      if (step === null) break;
      deriving.tidy(step.records, false);
    }
    const now = Math.min(from + 1000, calls);
    onProgress({ calls: now, usPerPush: Math.round((derivingMs * 1000) / (now - already)), longestStepMs: Math.round(longestStepMs) });
  }
  deriving.close();
}
