import type { AlertPreview } from '#shared/model/alert.ts';
import { isWithin, localTimeOf } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { meaningOfStatus, statusesOfGroup } from '#shared/model/statuses.ts';
import type { StatusOverrides } from '#shared/model/statuses.ts';
import { alertCallOf, createAlerting, createAlertSettings, previewRule } from './alerts/index.ts';
import type { createReader, createWriter, Store } from './store/index.ts';

interface Deps {
  readonly store: Store;
  readonly writer: Pick<ReturnType<typeof createWriter>, 'tellAlerts'>;
  readonly reader: Pick<ReturnType<typeof createReader>, 'waitingAlerts' | 'heldAlerts' | 'unhandledAlerts' | 'lastCalls'>;
  readonly statuses: () => StatusOverrides;
  /** The operator changed what is told. */
  readonly onChange: () => void;
  readonly onTold: () => void;
  readonly now: () => number;
  readonly log: { error(details: object, message: string): void };
}

/** What a rule would have done is shown over so many calls. */
const previewedCalls = 500;

/** Wires the alerts to the store: rules, telling and previews. What waited to be told when Earshot ended is given up. */
export function createTelling({ store, writer, reader, statuses, onChange, onTold, now, log }: Deps) {
  store.endWaitingAlerts();
  /** What is derived up to it came in an earlier run. */
  const startedAfterPush = store.lastPushId();
  const settings = createAlertSettings({
    read: () => store.alertSettings(),
    write: (changed) => store.setAlertSettings(changed),
    statuses,
    onChange() {
      onChange();
      alerting.wake();
    },
    now,
  });
  const alerting = createAlerting({
    waiting: (...after) => reader.waitingAlerts(...after),
    held: () => reader.heldAlerts(),
    unhandled: () => reader.unhandledAlerts(statusesOfGroup('answered', statuses())),
    write: (told) => writer.tellAlerts(told),
    onTold,
    terms: () => ({ ...settings.current(), localTimeOf }),
    now,
    log,
  });

  async function preview(rule: AlertRule): Promise<AlertPreview> {
    const last = await reader.lastCalls(previewedCalls);
    const past = last.map(({ call: { callId, receivedAtMs, customerWords, ...call }, utterances }) => {
      const { group } = meaningOfStatus(call.status, statuses());
      return { callId, receivedAtMs, customerWords, call: alertCallOf({ ...call, utterances }, group) };
    });
    return previewRule({ past, saved: settings.current().rules, rule, localTimeOf });
  }

  /** Whether a pause or quiet hours hold back what is not of a rule, which may be let through. */
  function isQuiet(): boolean {
    const { quietHours, pausedUntilMs } = settings.current();
    return pausedUntilMs !== null || (quietHours !== null && isWithin(quietHours, localTimeOf(now()), quietHours.days));
  }

  return {
    startedAfterPush,
    isQuiet,
    rules: (): readonly AlertRule[] => settings.current().rules,
    start: () => alerting.start(),
    wake: () => alerting.wake(),
    close: () => alerting.close(),
    api: { ...settings, preview, handled: (callIds: readonly string[]) => alerting.handled(callIds) },
  };
}
