import type { Tag } from '#shared/model/call.ts';
import type { StatusGroup } from '#shared/model/statuses.ts';
import type { PushedUtterance } from '#shared/model/utterance.ts';

/** What rules look at. */
export interface AlertCall {
  readonly status: string | null;
  readonly group: StatusGroup;
  readonly intent: string | null;
  readonly durationMs: number | null;
  readonly taskId: string | null;
  readonly scriptId: string | null;
  readonly lineId: string | null;
  readonly phone: string | null;
  /** Ids and names of the call's tags and the customer's. */
  readonly tags: readonly string[];
  /** What the customer said. */
  readonly sentences: readonly string[];
}

interface KnownCall extends Omit<AlertCall, 'group' | 'tags' | 'sentences'> {
  readonly callTags: readonly Tag[];
  readonly customerTags: readonly Tag[];
  readonly utterances: readonly Pick<PushedUtterance, 'speaker' | 'text'>[];
}

/** What rules look at of a call whose status is filed under `group`. */
export function alertCallOf({ status, intent, durationMs, taskId, scriptId, lineId, phone, callTags, customerTags, utterances }: KnownCall, group: StatusGroup): AlertCall {
  return {
    status,
    group,
    intent,
    durationMs,
    taskId,
    scriptId,
    lineId,
    phone,
    tags: [...callTags, ...customerTags].flatMap(({ id, name }) => [id, name].filter((text) => text !== null)),
    sentences: utterances.flatMap(({ speaker, text }) => (speaker === 'customer' ? [text] : [])),
  };
}
