import type { Settings } from '#shared/model/settings.ts';
import { signOf } from './signature.ts';

/** The headers with which a push of one's own proves what these settings ask for. */
export function senderHeaders({ signature, basic }: Pick<Settings['receiver'], 'signature' | 'basic'>, nowMs: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    ...(basic && { authorization: `Basic ${Buffer.from(`${basic.user}:${basic.password}`).toString('base64')}` }),
    ...(signature && { 'api-key': signature.apiKey, timestamp, sign: signOf(signature, timestamp) }),
  };
}
