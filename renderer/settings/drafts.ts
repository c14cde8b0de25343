import { z } from 'zod';
import { diallers } from '#shared/model/dialling.ts';
import { statusOverrideSchema } from '#shared/model/statuses.ts';
import type { Drafts, SettingsEdits } from './settingsStore.ts';

const editsSchema = z.object({
  'receiver.host': z.string().exactOptional(),
  'receiver.port': z.string().exactOptional(),
  'receiver.publicBaseUrl': z.string().exactOptional(),
  'receiver.answer': z.object({ kind: z.enum(['json', 'success', 'own']), text: z.string(), contentType: z.string() }).exactOptional(),
  'receiver.signature': z.object({ isOn: z.boolean(), isKept: z.boolean(), apiKey: z.string(), secret: z.string(), windowMinutes: z.string() }).exactOptional(),
  'receiver.basic': z.object({ isOn: z.boolean(), isKept: z.boolean(), user: z.string(), password: z.string() }).exactOptional(),
  'receiver.allowedAddresses': z.array(z.string()).exactOptional(),
  'receiver.trustedProxies': z.object({ kind: z.enum(['none', 'number', 'addresses']), count: z.string(), addresses: z.array(z.string()) }).exactOptional(),
  'receiver.tls': z.object({ isOn: z.boolean(), certFile: z.string(), keyFile: z.string() }).exactOptional(),
  'platform.timeZone': z.string().exactOptional(),
  'platform.currency': z.string().exactOptional(),
  statuses: z.record(z.string(), statusOverrideSchema).exactOptional(),
  'desk.callBackBy': z.enum(diallers).exactOptional(),
  'desk.sipDomain': z.string().exactOptional(),
  'desk.outcomes': z.array(z.string()).exactOptional(),
  'recordings.allowedPrivateHosts': z.array(z.string()).exactOptional(),
  'recordings.maxFileMiB': z.string().exactOptional(),
  'recordings.budgetGiB': z.string().exactOptional(),
  'recordings.keepDays': z.string().exactOptional(),
  'backups.everyHours': z.string().exactOptional(),
  'backups.keep': z.string().exactOptional(),
  'ui.theme': z.enum(['system', 'light', 'dark']).exactOptional(),
  'ui.port': z.string().exactOptional(),
  'desktop.preventSleep': z.boolean().exactOptional(),
  'desktop.closeToTray': z.boolean().exactOptional(),
  'desktop.startAtLogin': z.boolean().exactOptional(),
  'desktop.startHidden': z.boolean().exactOptional(),
});

const storageKey = 'earshot.settings.unsaved';

/** Keeps unsaved edits in the browser; where it keeps nothing, edits last as long as the screen is open. */
export function createDrafts(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  return {
    read() {
      try {
        const parsed = editsSchema.safeParse(JSON.parse(storage().getItem(storageKey) ?? '{}'));
        return parsed.success ? parsed.data : {};
      } catch {
        return {};
      }
    },
    write(edits) {
      try {
        if (Object.keys(edits).length === 0) storage().removeItem(storageKey);
        else storage().setItem(storageKey, JSON.stringify(withoutSecrets(edits)));
      } catch {
        // A browser that keeps nothing (private mode, full storage) costs only the convenience.
      }
    },
  };
}

/** What a browser keeps is open to whoever uses it: a secret that is not saved has to be typed again. */
function withoutSecrets(edits: SettingsEdits): SettingsEdits {
  const { 'receiver.signature': signature, 'receiver.basic': basic, ...others } = edits;
  return {
    ...others,
    ...(signature && { 'receiver.signature': { ...signature, secret: '' } }),
    ...(basic && { 'receiver.basic': { ...basic, password: '' } }),
  };
}
