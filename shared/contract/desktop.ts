import { recordingKindSchema, soundFormSchema } from '#shared/model/recording.ts';
import type { RecordingKind, SoundForm } from '#shared/model/recording.ts';

/** The address of the desktop host's page, on a scheme of its own. */
export const pageAt = { scheme: 'app', host: 'earshot' } as const;

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
