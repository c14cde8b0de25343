import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualAlertRules, withStatusRules } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { createDecideAlert } from '../../electron/core/alerts/index.ts';
import { createDerivation } from '../../electron/core/ingest/derivation.ts';
import { bodyText } from '../../electron/core/receiver/bodyText.ts';
import { decideRescue } from '../../electron/core/rescues/index.ts';
import { openDeriving, openReading, openStore } from '../../electron/core/store/index.ts';
import type { Store } from '../../electron/core/store/index.ts';
import type { NewPush } from '../../electron/core/store/pushes.ts';
import type { RefusedBudgets } from '../../electron/core/store/refused.ts';

type PushOverrides = Partial<Omit<NewPush, 'refusal'>> & { readonly refusal?: Partial<NonNullable<NewPush['refusal']>> | null };

/** A push as the receiver hands it over; an object becomes its JSON. A refusal is one of the platform's own pushes unless it says otherwise. */
export function aPush(body: unknown, { refusal = null, ...overrides }: PushOverrides = {}): NewPush {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    receivedAtMs: 1_790_841_700_000,
    source: '127.0.0.1',
    headers: {},
    body: bytes,
    refusal: refusal === null ? null : { code: '-27', reason: 'The body is not JSON.', isAuthenticated: true, wholeBytes: bytes.byteLength, httpStatus: 400, ...refusal },
    replayOf: null,
    ...overrides,
  };
}

export interface DerivedStore extends Disposable {
  readonly dir: string;
  readonly file: string;
  readonly store: Store;
  readonly reading: ReturnType<typeof openReading>;
  readonly deriving: ReturnType<typeof openDeriving>;
  /** What deriving complained about. */
  readonly problems: string[];
  /** Appends the pushes, one transaction, and derives everything; returns their ids. */
  push(...pushes: readonly NewPush[]): number[];
  /** Derives what there is, in this thread. */
  derive(): void;
  /** One transaction of that. */
  step(): void;
}

interface DerivedStoreOptions {
  readonly now?: () => number;
  readonly statuses?: StatusOverrides;
  readonly alertRules?: readonly AlertRule[];
  readonly startedAfterPush?: number;
  readonly budgets?: RefusedBudgets;
  /** What the reading connection looks for pushes with; its time is never over unless this says so. */
  readonly looking?: Parameters<typeof openReading>[1];
  /** Where the database is, or is to be made; in a folder of its own that is deleted at the end otherwise. */
  readonly dir?: string;
}

/** A database that is derived in this thread. */
export function openDerivedStore({ now = Date.now, statuses = {}, alertRules = withStatusRules(usualAlertRules, statuses), startedAfterPush = 0, budgets, looking = { clock: () => 0 }, dir: given }: DerivedStoreOptions = {}): DerivedStore {
  const dir = given ?? mkdtempSync(join(tmpdir(), 'earshot-store-'));
  const file = join(dir, 'earshot.db');
  const store = openStore({ file, now, ...(budgets !== undefined && { budgets }) });
  const deriving = openDeriving(file, store.turns);
  const reading = openReading(file, looking);
  const problems: string[] = [];
  const derivation = createDerivation({
    store: deriving,
    textOf(body, headers) {
      const read = bodyText(body, headers);
      if (!read.ok) throw new Error(read.problem);
      return read.text;
    },
    decideAlert: createDecideAlert(),
    decideRescue,
    settings: () => ({ timeZone: '+08:00', statuses, alertRules }),
    startedAfterPush,
    clock: () => performance.now(),
    log: { error: (_details, message) => void problems.push(message) },
    suspicion: 'none',
  });
  const derive = (): void => {
    while (derivation.step() !== null);
  };
  return {
    dir,
    file,
    store,
    reading,
    deriving,
    problems,
    push(...pushes) {
      const ids = store.appendPushes(pushes);
      derive();
      return ids;
    },
    derive,
    step: () => void derivation.step(),
    [Symbol.dispose]() {
      for (const part of [reading, deriving, store]) part.close();
      if (given === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}
