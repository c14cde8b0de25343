import type { TFunction } from 'i18next';
import type { CallDetail } from '#shared/model/call.ts';

/** The page's own texts, and the player's for why a recording is not here. */
export type Texts = TFunction<readonly ['evidence', 'player']>;

const dayAndTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' });

/** `22 November 2026 at 14:38:08 UTC+01:00`, in the workstation's time zone. */
export function momentText(atMs: number): string {
  return dayAndTime.format(atMs).replace(/GMT$/, 'UTC').replace('GMT', 'UTC');
}

const two = (part: number): string => String(part).padStart(2, '0');

/** `0:47`, `12:05`, `1:02:03`; parts of a second are dropped. */
export function lengthText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${String(m)}:${two(s)}`;
}

export interface WordedFact {
  readonly label: string;
  readonly value: string;
}

/** What is known of the call, in operators' words; `notes` are what the operator noted. */
export function wordedFacts(call: CallDetail, { result, notes }: { readonly result: string; readonly notes: string | null }, t: Texts): readonly WordedFact[] {
  const tags = [...call.callTags, ...call.customerTags].map(({ id, name }) => name ?? id ?? '').filter((text) => text !== '');
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [t('fact.phone'), call.phone],
    [t('fact.name'), call.customerName],
    [t('fact.result'), call.status === null || call.status === result ? result : `${result} (${call.status})`],
    call.startedAtMs === null ? [t('fact.arrived'), momentText(call.receivedAtMs)] : [t('fact.started'), momentText(call.startedAtMs)],
    [t('fact.ended'), call.endedAtMs === null ? null : momentText(call.endedAtMs)],
    [t('fact.talked'), call.durationMs === null ? null : lengthText(call.durationMs)],
    [t('fact.hungUpBy'), call.hungUpBy],
    [t('fact.intent'), call.intent],
    [t('fact.tags'), tags.join(', ')],
    [t('fact.task'), call.taskId],
    [t('fact.script'), call.scriptId],
    [t('fact.line'), call.lineId],
    [t('fact.callId'), call.callId],
    [t('fact.notes'), notes],
  ];
  return facts.flatMap(([label, value]) => (value === null || value.trim() === '' ? [] : [{ label, value }]));
}
