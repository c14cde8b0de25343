import type { IncomingMessage } from 'node:http';
import type { Refusal } from './check.ts';

/** The methods that the push address answers; by `GET` and `HEAD` it is asked whether it is ready. */
const answered = 'GET, HEAD, POST';

/** A request that is no push, sent by somebody who has the right key. */
export interface WronglySent {
  readonly refusal: Refusal;
  /** What is kept of it beside its headers, under names that no header can have. */
  readonly notes: Readonly<Record<string, string>>;
  /** What is answered beside the refusal. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The key stands behind `/push/`, or behind what a proxy puts before that: nobody makes work with thousands of parts. */
const mostParts = 4;
const mostPathChars = 200;

/**
 * What is wrong with a request that is not answered, where the right key is in its path: by another method, or to another
 * path than the push address. Null where the key is not in it, and for questions, which are no pushes.
 */
export function wronglySent({ method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>, isKey: (given: string) => boolean): WronglySent | null {
  if (method === 'GET' || method === 'HEAD') return null;
  const path = /^(?:https?:\/\/[^/]*)?([^?#]*)/i.exec(url)?.[1] ?? '';
  const key = path.split('/').filter((part) => part !== '').slice(0, mostParts).find((part) => isKey(decoded(part)));
  if (key === undefined) return null;
  const byMethod = method === 'POST' ? {} : { ':method': method };
  if (path === `/push/${key}`) {
    return { refusal: { httpStatus: 405, code: '-27', reason: `The request came by ${method}, but a push comes by POST.` }, notes: byMethod, headers: { allow: answered } };
  }
  const shown = path.replaceAll(key, '…');
  return {
    refusal: { httpStatus: 404, code: '-27', reason: 'The request came to another address than the push address. The key in it is right.' },
    notes: { ...byMethod, ':path': shown.length > mostPathChars ? `${shown.slice(0, mostPathChars)}…` : shown },
    headers: {},
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
