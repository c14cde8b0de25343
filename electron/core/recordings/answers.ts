import type { RecordingReason } from '#shared/model/recording.ts';
import type { PartHead } from './partFile.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What an answer says about the bytes that follow it. */
export interface Announced {
  readonly from: number;
  /** Where they end; null where that is told by the end of the connection or the last chunk. */
  readonly to: number | null;
  readonly head: PartHead;
}

/**
 * What the answer to a request for everything from byte `askedFrom` on brings; `other` where it is not the rest of what
 * `kept` is the beginning of, so that everything has to be asked for.
 */
export function announcedBy(status: number, headers: Headers, askedFrom: number, kept: PartHead | null): Announced | 'other' | RecordingReason {
  const length = lengthFrom(headers['content-length']);
  if (length === 'nonsense') return 'bad-answer';
  if (status === 200) return { from: 0, to: length, head: { ...validatorsFrom(headers), total: length, endedAt: null } };
  if (status === 416) return askedFrom > 0 ? 'other' : 'bad-answer';
  if (status !== 206) return reasonOfStatus(status);

  const range = rangeFrom(headers['content-range']);
  const total = range?.total ?? kept?.total ?? null;
  const isFit = range !== null && total !== null && range.from === askedFrom && (length === null || length === range.to - range.from);
  if (!isFit) return askedFrom > 0 ? 'other' : 'bad-answer';
  const head: PartHead = { ...validatorsFrom(headers), total, endedAt: null };
  if (kept !== null && askedFrom > 0 && !isOfSame(kept, head)) return 'other';
  return { from: range.from, to: range.to, head };
}

/** What asks for the bytes from `from` on of what `kept` tells of, and for everything where it is not that any more. */
export function rangeHeaders(from: number, kept: PartHead | null): Record<string, string> {
  if (from === 0) return {};
  const validator = kept?.etag ?? kept?.lastModified ?? null;
  return { range: `bytes=${from}-`, ...(validator !== null && { 'if-range': validator }) };
}

function reasonOfStatus(status: number): RecordingReason {
  if (status === 404) return 'not-there-yet';
  if (status === 410) return 'gone';
  if (status < 300) return 'bad-answer';
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'server-error' : 'refused-by-server';
}

function isOfSame(kept: PartHead, now: PartHead): boolean {
  return !differs(kept.total, now.total) && !differs(kept.etag, now.etag) && !differs(kept.lastModified, now.lastModified);
}

function differs(one: string | number | null, other: string | number | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** A weak ETag does not tell bytes apart (RFC 9110, 8.8.1), and no date with a fault in it is sent back. */
function validatorsFrom(headers: Headers): Pick<PartHead, 'etag' | 'lastModified'> {
  const etag = one(headers['etag']);
  const lastModified = one(headers['last-modified']);
  return {
    etag: etag !== null && /^"[\x21\x23-\x7e]{0,200}"$/.test(etag) ? etag : null,
    lastModified: lastModified !== null && /^[\w ,:+-]{1,40}$/.test(lastModified) && !Number.isNaN(Date.parse(lastModified)) ? lastModified : null,
  };
}

function lengthFrom(header: string | string[] | undefined): number | null | 'nonsense' {
  if (header === undefined) return null;
  const text = one(header);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 'nonsense';
}

/** `to` exclusive. */
function rangeFrom(header: string | string[] | undefined): { readonly from: number; readonly to: number; readonly total: number | null } | null {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/i.exec(one(header)?.trim() ?? '');
  if (match === null) return null;
  const [from, to, total] = [Number(match[1]), Number(match[2]) + 1, match[3] === '*' ? null : Number(match[3])];
  return from < to && (total === null || to <= total) ? { from, to, total } : null;
}

function one(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}
