import { describe, expect, it } from 'vitest';
import { settingsPatchSchema, settingsSchema } from '#shared/model/settings.ts';

const key = 'key-of-16-letters';

describe('settingsPatchSchema', () => {
  it('brings no defaults of the settings that a change leaves out', () => {
    expect(settingsPatchSchema.parse({ receiver: { port: 5000 } })).toEqual({ receiver: { port: 5000 } });
    expect(settingsPatchSchema.parse({ platform: {} })).toEqual({ platform: {} });
  });

  it('cannot change the keys', () => {
    expect(settingsPatchSchema.safeParse({ receiver: { key } }).success).toBe(false);
    expect(settingsPatchSchema.safeParse({ ui: { key } }).success).toBe(false);
  });
});

describe('settingsSchema', () => {
  it('fills in the default of each missing member', () => {
    expect(settingsSchema.parse({ receiver: { key }, ui: { key } })).toEqual({
      receiver: { host: '127.0.0.1', port: 4780, key, publicBaseUrl: null, answer: { kind: 'json' } },
      ui: { port: 4781, key, theme: 'system' },
      desktop: { preventSleep: true },
      backups: { everyHours: 24, keep: 7 },
      platform: { timeZone: '+08:00', currency: 'USD' },
      recordings: { allowedPrivateHosts: [] },
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

  it.each(['nas.local', '127.0.0.1:8123', '[::1]:8123'])('takes the recording host %s', (host) => {
    expect(settingsSchema.shape.recordings.safeParse({ allowedPrivateHosts: [host] }).success).toBe(true);
  });

  it.each(['', 'http://nas.local', 'nas.local/calls', 'a b'])('refuses the recording host "%s"', (host) => {
    expect(settingsSchema.shape.recordings.safeParse({ allowedPrivateHosts: [host] }).success).toBe(false);
  });
});
