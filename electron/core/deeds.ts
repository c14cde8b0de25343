import type { createWriter } from './store/index.ts';

interface Deps {
  readonly writer: Pick<ReturnType<typeof createWriter>, 'changeTimes' | 'resetTimes' | 'setRescueHandled'>;
  /** Wakes whoever follows events. */
  readonly wake: () => void;
}

type Writer = Deps['writer'];

/** What the operator says of a call's times and of its customer, told of once it is kept. */
export function createDeeds({ writer, wake }: Deps) {
  return {
    timings: {
      change: (...change: Parameters<Writer['changeTimes']>) => writer.changeTimes(...change).finally(wake),
      reset: (callId: string) => writer.resetTimes(callId).finally(wake),
    },
    rescues: { setHandled: (...which: Parameters<Writer['setRescueHandled']>) => writer.setRescueHandled(...which).finally(wake) },
  };
}
