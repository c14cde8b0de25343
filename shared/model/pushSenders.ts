import { z } from 'zod';

const addressSchema = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** An IP address or a range of them: `203.0.113.7`, `10.0.0.0/8`, `2001:db8::/32`. */
const addressRange = z.string().refine((text) => addressSchema.safeParse(text).success, 'must be an IP address or a range such as 203.0.113.0/24');

/** Visible characters without a blank: what a header can carry unchanged. */
const token = z.string().regex(/^[\u0021-\u007e]{1,200}$/);
const secret = z.string().min(1).max(200);

/** The platform's signature: `Sign` is the MD5 of `apiKey`, `secret` and the `Timestamp` header. */
export const signatureSchema = z.strictObject({
  apiKey: token,
  secret,
  /** How old a signature may be, and how far ahead of this computer's clock. */
  windowMinutes: z.number().int().min(1).max(1440).default(5),
});

/** HTTP Basic (RFC 7617). */
export const basicSchema = z.strictObject({
  /** Without a colon: it ends the name. */
  user: z.string().regex(/^[^:\p{Cc}]{1,200}$/u),
  password: secret,
});

/** Absolute paths of PEM files. */
export const tlsSchema = z.strictObject({ certFile: absolutePath(), keyFile: absolutePath() });
export type TlsFiles = z.infer<typeof tlsSchema>;

/** Whose pushes are taken, beside the key in their address. */
export const senders = {
  /** Null where pushes need not be signed. */
  signature: signatureSchema.nullable(),
  basic: basicSchema.nullable(),
  /** Empty: from anywhere. */
  allowedAddresses: z.array(addressRange).max(200),
  /** How many proxies stand before Earshot, counted from it; or which ones. 0: none is believed. */
  trustedProxies: z.union([z.number().int().min(0).max(10), z.array(addressRange).max(50)], 'must be a number from 0 to 10, or a list of IP addresses'),
  /** Null where the receiver speaks plain HTTP. */
  tls: tlsSchema.nullable(),
};

/** A key that was replaced and works until its end. */
export const previousKeySchema = z.strictObject({ key: z.string(), endsAtMs: z.number().int() });

/** An older key as it is shown: its last characters, which tell it from others and open nothing. */
export const shownKeySchema = z.object({ endsWith: z.string(), endsAtMs: z.number().int() });
export type ShownKey = z.infer<typeof shownKeySchema>;

/** How long an older key goes on working unless another time is asked for. */
export const defaultGraceMs = 24 * 3_600_000;
export const maxGraceMs = 30 * 24 * 3_600_000;

function absolutePath() {
  return z
    .string()
    .max(1000)
    .refine((path) => /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path), 'must be a path from the root, such as /etc/earshot/cert.pem');
}
