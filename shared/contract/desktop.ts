import { z } from 'zod';
import type { AlertSound } from '#shared/model/alertRule.ts';
import { recordingKindSchema, soundFormSchema } from '#shared/model/recording.ts';
import type { RecordingKind, SoundForm } from '#shared/model/recording.ts';

/** The address of the desktop host's page, on a scheme of its own. */
export const pageAt = { scheme: 'app', host: 'earshot' } as const;

/** Where in the page a call has the window to itself. */
export function callWindowPlace(callId: string): string {
  return `?call=${encodeURIComponent(callId)}#/call`;
}

/** Where in the page a sound is made, and nothing is shown; `volume`: 0 to 1. */
export function soundPlace(sound: AlertSound, volume: number): string {
  return `sound.html?sound=${sound}&volume=${String(volume)}`;
}

/** What the system hands to Earshot: `earshot://call/<id>`. */
export const linksAt = { scheme: 'earshot', host: 'call' } as const;

/** The link that leads to a call on a computer with the desktop host. */
export function linkToCall(callId: string): string {
  return `${linksAt.scheme}://${linksAt.host}/${encodeURIComponent(callId)}`;
}

/** Longer than any id that was seen, and nothing that does not show. */
const linkedCallSchema = z.string().min(1).max(200).regex(/^[^\p{C}\p{Z}]+$/u);

/** The id of the call that a link names; null where it is anything else, as it may come from anybody. */
export function callAtLink(link: string): string | null {
  const url = link.length > 2000 ? null : URL.parse(link);
  if (url?.protocol !== `${linksAt.scheme}:` || url.host !== linksAt.host || url.username !== '' || url.search !== '' || url.hash !== '') return null;
  const [, encoded = '', ...more] = url.pathname.split('/');
  if (more.length > 0) return null;
  try {
    return linkedCallSchema.safeParse(decodeURIComponent(encoded)).data ?? null;
  } catch {
    // Percent signs that encode nothing.
    return null;
  }
}

/** Where the desktop host serves sounds, on a scheme that streams. */
export const soundsAt = { scheme: 'earshot-recording', host: 'sound' } as const;

/** Address of a recording's sound in the desktop host. */
export function soundAddress(callId: string, kind: RecordingKind): string {
  return `${soundsAt.scheme}://${soundsAt.host}/${encodeURIComponent(callId)}/${kind}`;
}

/** Where the desktop host hands out a file that was made to be taken away. */
const filesAt = 'file';

/** Address of such a file in the desktop host. */
export function fileAddress(id: string): string {
  return `${soundsAt.scheme}://${filesAt}/${encodeURIComponent(id)}`;
}

/** The file that an address of `fileAddress` names; null where it names none. */
export function fileAtAddress(address: string): string | null {
  const url = URL.parse(address);
  return url?.protocol === `${soundsAt.scheme}:` && url.host === filesAt ? (/^\/(?<id>[\w-]+)$/.exec(url.pathname)?.groups?.['id'] ?? null) : null;
}

/** The recording that an address of `soundAddress` names, and in which form (`?form=original`); null where it names none. */
export function soundAtAddress(address: string): { readonly callId: string; readonly kind: RecordingKind; readonly form: SoundForm } | null {
  const url = URL.parse(address);
  if (url?.protocol !== `${soundsAt.scheme}:` || url.host !== soundsAt.host) return null;
  const [, encoded = '', kindText, ...more] = url.pathname.split('/');
  const kind = recordingKindSchema.safeParse(kindText);
  if (!kind.success || more.length > 0 || encoded === '') return null;
  try {
    return { callId: decodeURIComponent(encoded), kind: kind.data, form: soundFormSchema.catch('playable').parse(url.searchParams.get('form')) };
  } catch {
    // Percent signs that encode nothing.
    return null;
  }
}
