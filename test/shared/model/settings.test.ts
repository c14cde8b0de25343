import { describe, expect, it } from 'vitest';
import { settingsPatchSchema, settingsSchema, settingsViewSchema, shownSettings } from '#shared/model/settings.ts';

const key = 'key-of-16-letters';

describe('settingsPatchSchema', () => {
  it('brings no defaults of the settings that a change leaves out', () => {
    expect(settingsPatchSchema.parse({ receiver: { port: 5000 } })).toEqual({ receiver: { port: 5000 } });
    expect(settingsPatchSchema.parse({ platform: {} })).toEqual({ platform: {} });
  });

  it('cannot change the keys', () => {
    expect(settingsPatchSchema.safeParse({ receiver: { key } }).success).toBe(false);
    expect(settingsPatchSchema.safeParse({ receiver: { previousKeys: [] } }).success).toBe(false);
    expect(settingsPatchSchema.safeParse({ ui: { key } }).success).toBe(false);
  });
});

describe('settingsSchema', () => {
  it('fills in the default of each missing member', () => {
    expect(settingsSchema.parse({ receiver: { key }, ui: { key } })).toEqual({
      receiver: {
        host: '127.0.0.1',
        port: 4780,
        key,
        publicBaseUrl: null,
        answer: { kind: 'json' },
        previousKeys: [],
        signature: null,
        basic: null,
        allowedAddresses: [],
        trustedProxies: 0,
        tls: null,
      },
      ui: { port: 4781, key, theme: 'system' },
      desktop: { preventSleep: true, closeToTray: true, startAtLogin: false, startHidden: true },
      backups: { everyHours: 24, keep: 7 },
      platform: { timeZone: '+08:00', currency: 'USD' },
      recordings: { allowedPrivateHosts: [], maxFileMiB: 512, budgetGiB: 0, keepDays: 0 },
      desk: { callBackBy: 'tel', sipDomain: null, outcomes: ['Called back', 'Promised to call', 'Wrong number', 'Not interested', 'Do not call'] },
      statuses: {},
    });
  });

  it.each(['Asia/Shanghai', '+08:00', 'UTC'])('takes the time zone %s', (timeZone) => {
    expect(settingsSchema.shape.platform.safeParse({ timeZone }).success).toBe(true);
  });

  it.each(['Shanghai', '+8', ''])('refuses the time zone "%s"', (timeZone) => {
    expect(settingsSchema.shape.platform.safeParse({ timeZone }).success).toBe(false);
  });

  it.each(['127.0.0.1', '0.0.0.0', '::', '::1', 'fe80::1%eth0', 'desk.local'])('takes the bind address %s', (host) => {
    expect(settingsSchema.shape.receiver.safeParse({ key, host }).success).toBe(true);
  });

  it.each(['', '127.0.0.1:4780', 'http://desk.local', 'two words'])('refuses the bind address "%s"', (host) => {
    expect(settingsSchema.shape.receiver.safeParse({ key, host }).success).toBe(false);
  });

  it.each(['203.0.113.7', '10.0.0.0/8', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104'])('takes %s for addresses that may push, and for proxies', (address) => {
    expect(settingsSchema.shape.receiver.safeParse({ key, allowedAddresses: [address], trustedProxies: [address] }).success).toBe(true);
  });

  it.each(['', 'desk.local', '203.0.113', '203.0.113.0/33', '::/129', '203.0.113.7:80', '10.0.0.0/-1'])('refuses "%s" for addresses that may push, and for proxies', (address) => {
    expect(settingsSchema.shape.receiver.safeParse({ key, allowedAddresses: [address] }).success).toBe(false);
    expect(settingsSchema.shape.receiver.safeParse({ key, trustedProxies: [address] }).success).toBe(false);
  });

  it.each(['/etc/earshot/cert.pem', String.raw`C:\earshot\cert.pem`, String.raw`\\nas\cert.pem`])('takes the file %s', (file) => {
    expect(settingsSchema.shape.receiver.safeParse({ key, tls: { certFile: file, keyFile: file } }).success).toBe(true);
  });

  it.each(['nas.local', '127.0.0.1:8123', '[::1]:8123'])('takes the recording host %s', (host) => {
    expect(settingsSchema.shape.recordings.safeParse({ allowedPrivateHosts: [host] }).success).toBe(true);
  });

  it.each(['', 'http://nas.local', 'nas.local/calls', 'a b'])('refuses the recording host "%s"', (host) => {
    expect(settingsSchema.shape.recordings.safeParse({ allowedPrivateHosts: [host] }).success).toBe(false);
  });
});

describe('shownSettings', () => {
  it('shows no secret but the two that the screen is there to give away, and of older keys only those that work', () => {
    const settings = settingsSchema.parse({
      receiver: {
        key,
        previousKeys: [{ key: 'older-key-of-long-ago', endsAtMs: 1000 }, { key: 'older-key-that-works', endsAtMs: 1001 }],
        signature: { apiKey: 'LILIN888', secret: 'the-secret', windowMinutes: 15 },
        basic: { user: 'platform', password: 'the-password' },
      },
      ui: { key },
    });
    const shown = shownSettings(settings, 1000);
    expect(shown.receiver).toMatchObject({ previousKeys: [{ endsWith: 'orks', endsAtMs: 1001 }], signature: { apiKey: 'LILIN888', windowMinutes: 15 }, basic: { user: 'platform' } });
    expect(settingsViewSchema.shape.settings.safeParse(shown).success).toBe(true);
    for (const secret of ['the-secret', 'the-password', 'older-key']) expect(JSON.stringify(shown)).not.toContain(secret);
  });
});
