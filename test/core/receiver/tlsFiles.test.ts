import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTlsFiles } from '#core/receiver/index.ts';
import { renewedCertificate, testCertificate } from '../../support/certificates.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-tls-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Both files with this content; null leaves one out. */
function files(cert: string | null, key: string | null) {
  const [certFile, keyFile] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  if (cert !== null) writeFileSync(certFile, cert);
  if (key !== null) writeFileSync(keyFile, key);
  return { certFile, keyFile };
}
const { cert, key, encryptedKeys } = testCertificate;

describe('readTlsFiles', () => {
  it('reads a certificate with its key, other certificates behind it', () => {
    expect(readTlsFiles(files(cert, key))).toEqual({ ok: true, tls: { cert: Buffer.from(cert), key: Buffer.from(key) } });
    expect(readTlsFiles(files(`${cert}${renewedCertificate.cert}`, key)).ok).toBe(true);
  });

  it.each<[string, string | null, string | null, string]>([
    ['a missing certificate', null, key, 'names a certificate file that does not exist: '],
    ['a missing key', cert, null, 'names a key file that does not exist: '],
    ['a certificate that is none', 'hello', key, 'names a certificate file without a certificate in PEM form (-----BEGIN CERTIFICATE-----): '],
    ['files the other way round', key, cert, 'names a certificate file without a certificate in PEM form (-----BEGIN CERTIFICATE-----): '],
    ['a key that is none', cert, 'hello', 'names a key file without a private key in PEM form (-----BEGIN PRIVATE KEY-----): '],
    ['an encrypted key', cert, encryptedKeys[0], 'names a key file that is encrypted: Earshot needs one without a passphrase, readable by its owner only: '],
    ['an encrypted key of the newer form', cert, encryptedKeys[1], 'names a key file that is encrypted: Earshot needs one without a passphrase, readable by its owner only: '],
    ['a chain that is half written', `${cert}${renewedCertificate.cert.slice(0, 200)}`, key, 'names files that TLS does not take, half written perhaps (ERR_OSSL_PEM_BAD_END_LINE): '],
    ['a chain with something else in a certificate’s place', `${cert}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`, key, 'names files that TLS does not take, half written perhaps (ERR_OSSL_ASN1_WRONG_TAG): '],
    ['another certificate’s key', cert, renewedCertificate.key, 'names a key that is not the one of the certificate: '],
  ])('says what is wrong with %s, and which file it is', (_what, certText, keyText, problem) => {
    const named = files(certText, keyText);
    const read = readTlsFiles(named);
    expect(read).toEqual({ ok: false, problem: expect.stringMatching(`^${problem.replace(/[()]/g, String.raw`\$&`)}(?:${named.certFile}|${named.keyFile})$`) as unknown });
  });

  it('says that a folder is no file', () => {
    expect(readTlsFiles({ certFile: dir, keyFile: dir })).toEqual({ ok: false, problem: `names a certificate file that cannot be read (EISDIR): ${dir}` });
  });

  it('says that it may not read a file', ({ skip }) => {
    skip(process.platform === 'win32' || process.getuid?.() === 0, 'Root reads every file, and Windows knows no such permission.');
    const named = files(cert, key);
    chmodSync(named.keyFile, 0o000);
    expect(readTlsFiles(named)).toEqual({ ok: false, problem: `names a key file that Earshot may not read: ${named.keyFile}` });
  });
});
