import { isIP } from 'node:net';
import type { RecordingReason } from '#shared/model/recording.ts';
import { isListedHost, isPublicAddress, portOf } from './addresses.ts';
import { parseAddress } from './download.ts';
import type { RecordingJob, RecordingQueue, RefusedRecording } from './queue.ts';

/**
 * Why an address is refused without asking anybody: it is none of http or https, or names by its number a host that is
 * neither public nor `listed`. Null where it has to be tried; what a name stands for is judged when it is connected to.
 */
export function refusalOf(url: string, listed: readonly string[]): Extract<RecordingReason, 'bad-address' | 'private-address'> | null {
  const address = parseAddress(url);
  if (address === null) return 'bad-address';
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = isIP(host) !== 0 && !isPublicAddress(host) && !isListedHost(listed, host, portOf(address));
  return isPrivate ? 'private-address' : null;
}

interface RefusingDeps {
  readonly queue: Pick<RecordingQueue, 'markRefused'>;
  readonly allowedPrivateHosts: () => readonly string[];
  /** Whether it is under way, or here, whatever its address is. */
  readonly isTaken: (job: RecordingJob) => boolean;
  /** All that was to be refused is. */
  readonly onEnd: (refused: number) => void;
  readonly onFault: (error: unknown) => Promise<void>;
}

/** Refuses what is on no address that is asked. */
export interface Refusing {
  /** What is to be tried of `jobs`; the others are refused from now on. */
  without(jobs: readonly RecordingJob[]): RecordingJob[];
  /** Null where nothing is being refused. */
  underWay(): Promise<void> | null;
}

/** So few that a push that comes meanwhile waits for a millisecond. */
const refusedAtOnce = 50;

/**
 * Refuses at once and together: to take such recordings for downloads would cost two writes each, and several times as
 * much as everything else that is done for a call.
 */
export function createRefusing({ queue, allowedPrivateHosts, isTaken, onEnd, onFault }: RefusingDeps): Refusing {
  let refusing: Promise<void> | null = null;

  async function refuse(refused: readonly RefusedRecording[], before: Promise<void> | null): Promise<void> {
    await before;
    try {
      for (let at = 0; at < refused.length; at += refusedAtOnce) await queue.markRefused(refused.slice(at, at + refusedAtOnce));
    } catch (error) {
      await onFault(error);
    }
  }

  return {
    without(jobs) {
      const refused: RefusedRecording[] = [];
      const tried = jobs.filter((job) => {
        const { callId, kind, url } = job;
        const reason = refusalOf(url, allowedPrivateHosts());
        if (reason === null || isTaken(job)) return true;
        refused.push({ callId, kind, url, reason });
        return false;
      });
      if (refused.length > 0) {
        const present = refuse(refused, refusing).finally(() => {
          if (refusing !== present) return;
          refusing = null;
          onEnd(refused.length);
        });
        refusing = present;
      }
      return tried;
    },
    underWay: () => refusing,
  };
}
