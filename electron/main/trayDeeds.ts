import type { EarshotClient } from '#shared/contract/index.ts';
import type { Desk } from './desk.ts';
import type { TrayDeeds } from './tray.ts';

interface Deps {
  readonly client: Pick<EarshotClient, 'rescues' | 'alerts'>;
  readonly desk: Pick<Desk, 'raise'>;
  readonly log: { error(details: object, message: string): void };
}

/** What the tray's menu asks of the core. */
export function createTrayDeeds({ client, desk, log }: Deps): Pick<TrayDeeds, 'onNext' | 'onPause'> {
  async function openNext(): Promise<void> {
    const { items } = await client.rescues.list({});
    const [next] = items;
    // Not run by a spec: the last card went away since the menu was made.
    desk.raise(next === undefined ? undefined : { kind: 'open-call', callId: next.call.callId });
  }
  // Not run by a spec: the core answers for as long as it runs.
  const failed = (error: unknown): void => log.error({ err: error }, 'What was chosen in the tray could not be done');
  return {
    onNext: () => void openNext().catch(failed),
    onPause: (minutes) => void client.alerts.pause({ minutes }).catch(failed),
  };
}
