import type { CallTiming, TimingReason } from '#shared/model/callTiming.ts';
import type { PushedUtterance } from '#shared/model/utterance.ts';
import type { StoredRecording } from './recordingRows.ts';

/** An estimate as it is kept. */
export interface KeptEstimate {
  readonly engineVersion: number;
  /** What it was made from. */
  readonly transcript: string;
  readonly composite: string;
  readonly customer: string;
  readonly state: 'solved' | 'unknown';
  readonly reason: TimingReason;
  readonly why: string | null;
  /** For each sentence; null where it was not estimated. */
  readonly times: readonly (readonly [startMs: number, endMs: number] | null)[];
}

/** What a call's times are known by. */
export interface KnownByCall {
  readonly sentences: readonly PushedUtterance[];
  readonly composite: StoredRecording | null;
  readonly customer: StoredRecording | null;
  readonly estimate: KeptEstimate | null;
  /** Of the sentences, see `transcriptHash`. */
  readonly transcript: () => string;
}

/** A sound to estimate from. */
export interface SoundToEstimate {
  readonly version: string;
  readonly file: string;
}

/** What is known of a call's times, without what the operator says. */
export interface Known {
  readonly timing: Pick<CallTiming, 'state' | 'reason' | 'why'> & { readonly reason: TimingReason };
  /** The estimate that holds for these sentences and sounds. */
  readonly estimate: KeptEstimate | null;
  /** What an estimate can be made from; null where there is nothing to make it for or from. */
  readonly sounds: { readonly composite: SoundToEstimate; readonly customer: SoundToEstimate | null } | null;
}

/**
 * Says what is known of a call's times, and whether they can be estimated. An estimate holds for the sentences and sounds
 * that it was made from, also when these sounds have made room for others since.
 */
export function timingOf(call: KnownByCall): Known {
  const said = call.sentences.filter(({ text }) => text.trim() !== '');
  if (said.length === 0) return known('none', 'no-sentences');
  if (said.every(({ startMs }) => startMs !== null)) return known('none', 'nothing-to-estimate');
  const { composite, customer } = call;
  const estimate = holdsFor(call) ? call.estimate : null;
  const [one, other] = [soundOf(composite), soundOf(customer)];
  // Voices that are mixed into one can only be told apart by the one that is there alone; of two channels, only times tell whose they are.
  const canDoWithout = composite?.channels !== 1 && said.some(({ speaker, startMs, endMs }) => speaker === 'customer' && startMs !== null && endMs !== null);
  const sounds = one !== null && (other !== null || canDoWithout) ? { composite: one, customer: other } : null;
  if (estimate !== null) {
    const { state, reason, why } = estimate;
    return { timing: { state, reason, why }, estimate, sounds: isComing(composite) || isComing(customer) ? null : sounds };
  }
  const withoutComposite = gapOf(composite, 'no-composite');
  if (withoutComposite !== null) return withoutComposite;
  const withoutCustomer = gapOf(customer, 'no-customer-recording');
  if (isComing(composite) || isComing(customer)) return known('waiting', 'recording-coming');
  if (sounds === null) return withoutCustomer ?? known('unknown', 'no-customer-recording');
  return { ...known('waiting', 'queued'), sounds };
}

function known(state: CallTiming['state'], reason: TimingReason): Known {
  return { timing: { state, reason, why: null }, estimate: null, sounds: null };
}

function holdsFor({ estimate, composite, customer, transcript }: KnownByCall): boolean {
  return estimate !== null && isOf(estimate.composite, composite) && isOf(estimate.customer, customer) && estimate.transcript === transcript();
}

/** Of this very sound, as far as one is here. */
function isOf(version: string, recording: StoredRecording | null): boolean {
  return recording === null || recording.version === '' || recording.version === version;
}

function soundOf(recording: StoredRecording | null): SoundToEstimate | null {
  return recording === null || recording.file === null ? null : { version: recording.version, file: recording.file };
}

function isComing(recording: StoredRecording | null): boolean {
  return recording?.state === 'waiting' || recording?.state === 'downloading';
}

/** Why a recording is not here and is not going to be; null where it is, or will be. */
function gapOf(recording: StoredRecording | null, notNamed: TimingReason): Known | null {
  if (recording === null) return known('unknown', notNamed);
  if (recording.file !== null || isComing(recording)) return null;
  return known('unknown', recording.state === 'freed' ? 'recording-freed' : 'recording-unavailable');
}
