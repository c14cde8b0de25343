import type { PushDetail } from '#shared/model/push.ts';
import type { SettingsPatch, ShownSettings } from '#shared/model/settings.ts';
import { timeOfHeader, wasWronglySent, windowFor } from './headers.ts';

/** What to do about a refusal; `patch` mends its cause in the settings. */
export type Advice =
  | { readonly kind: 'window'; readonly minutes: number; readonly patch: SettingsPatch; readonly leadsToSettings: false }
  | { readonly kind: 'address'; readonly patch: SettingsPatch | null; readonly leadsToSettings: true }
  | { readonly kind: 'key' | 'unsigned'; readonly leadsToSettings: true }
  | { readonly kind: 'timestamp' | 'noId' | 'elsewhere' | 'body' | 'ours'; readonly leadsToSettings: false };

/** The advice for a refused push, by the platform's code; `settings` as they are now, null until read. */
export function adviceFor(push: Pick<PushDetail, 'code' | 'headers' | 'receivedAtMs' | 'source'>, settings: ShownSettings | null): Advice {
  switch (push.code) {
    case '-4':
      return widerWindow(push, settings) ?? { kind: 'timestamp', leadsToSettings: false };
    case '-6':
      return { kind: 'address', patch: withAddress(push.source, settings), leadsToSettings: true };
    case '-57':
    case '-58':
    case '-59':
      return { kind: 'unsigned', leadsToSettings: true };
    case '-1':
      return { kind: 'key', leadsToSettings: true };
    case '-41':
      return { kind: 'noId', leadsToSettings: false };
    case '-5':
      return { kind: 'ours', leadsToSettings: false };
    case null:
    default:
      return { kind: wasWronglySent(push) ? 'elsewhere' : 'body', leadsToSettings: false };
  }
}

/** The window of signatures that the push would have fitted into, where it is wider than the one that is set. */
function widerWindow({ headers, receivedAtMs }: Pick<PushDetail, 'headers' | 'receivedAtMs'>, settings: ShownSettings | null): Advice | null {
  const signature = settings?.receiver.signature ?? null;
  const signedAtMs = timeOfHeader(headers.find(({ name }) => name.toLowerCase() === 'timestamp')?.value ?? '');
  if (signature === null || signedAtMs === null) return null;
  const minutes = windowFor(Math.abs(receivedAtMs - signedAtMs));
  if (minutes === null || minutes <= signature.windowMinutes) return null;
  return { kind: 'window', minutes, patch: { receiver: { signature: { apiKey: signature.apiKey, windowMinutes: minutes } } }, leadsToSettings: false };
}

function withAddress(source: string, settings: ShownSettings | null): SettingsPatch | null {
  const allowed = settings?.receiver.allowedAddresses ?? [];
  if (allowed.length === 0 || allowed.includes(source) || !/^[\d.]+$|^[\da-f:]*:[\da-f:.]*$/i.test(source)) return null;
  return { receiver: { allowedAddresses: [...allowed, source] } };
}
