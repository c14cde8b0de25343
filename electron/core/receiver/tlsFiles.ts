import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { TlsFiles } from '#shared/model/pushSenders.ts';
import { messageOf, systemCodeOf } from '#shared/errors.ts';

/** What a server needs to speak TLS, in PEM. */
export interface TlsMaterial {
  readonly cert: Buffer;
  readonly key: Buffer;
}

type ReadTls = { readonly ok: true; readonly tls: TlsMaterial } | { readonly ok: false; readonly problem: string };

/** Reads the certificate and its key and sees that they fit and that a server can be made of them, however much of them was written by now; `problem` reads on from "receiver.tls". */
export function readTlsFiles({ certFile, keyFile }: TlsFiles): ReadTls {
  const cert = read(certFile, 'certificate');
  if (typeof cert === 'string') return { ok: false, problem: cert };
  const key = read(keyFile, 'key');
  if (typeof key === 'string') return { ok: false, problem: key };

  let certificate: X509Certificate;
  try {
    // The first one in the file; those that signed it may follow.
    certificate = new X509Certificate(cert);
  } catch {
    return { ok: false, problem: `names a certificate file without a certificate in PEM form (-----BEGIN CERTIFICATE-----): ${certFile}` };
  }
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(key);
  } catch (error) {
    const isEncrypted = systemCodeOf(error) === 'ERR_MISSING_PASSPHRASE' || key.includes('ENCRYPTED');
    return { ok: false, problem: isEncrypted ? `names a key file that is encrypted: Earshot needs one without a passphrase, readable by its owner only: ${keyFile}` : `names a key file without a private key in PEM form (-----BEGIN PRIVATE KEY-----): ${keyFile}` };
  }
  if (!certificate.checkPrivateKey(privateKey)) return { ok: false, problem: `names a key that is not the one of the certificate: ${keyFile}` };
  try {
    // All of both, as the server does: the certificates that follow the first one too.
    createSecureContext({ cert, key });
  } catch (error) {
    return { ok: false, problem: `names files that TLS does not take, half written perhaps (${systemCodeOf(error) ?? messageOf(error)}): ${certFile}` };
  }
  return { ok: true, tls: { cert, key } };
}

/** The file's bytes, or what is wrong with it. */
function read(file: string, what: 'certificate' | 'key'): Buffer | string {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = systemCodeOf(error) ?? 'no reason given';
    if (code === 'ENOENT') return `names a ${what} file that does not exist: ${file}`;
    if (code === 'EACCES' || code === 'EPERM') return `names a ${what} file that Earshot may not read: ${file}`;
    return `names a ${what} file that cannot be read (${code}): ${file}`;
  }
}
