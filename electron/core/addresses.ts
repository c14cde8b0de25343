import { isIPv6 } from 'node:net';

/** Every interface; for an address to go to, this computer's own stands for it. */
const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };

/** `host:port` as it stands in an address that this computer can go to. */
export function hostAndPort(host: string, port: number): string {
  return `${everywhere[host] ?? (isIPv6(host) ? `[${host}]` : host)}:${port}`;
}

/** The push address below a base such as `http://127.0.0.1:4780`, with or without a slash at its end. */
export function pushUrl(base: string, key: string): string {
  return `${base.replace(/\/+$/, '')}/push/${key}`;
}
