import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#shared/errors.ts';
import type { SettingsPatch } from '#shared/model/settings.ts';
import { createSettings, environmentOverrides } from '#core/settings/index.ts';

interface Overrides {
  readonly environment: SettingsPatch;
  readonly flag: SettingsPatch;
}

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-settings-'));
  file = join(dir, 'settings.json');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const keys = (): (() => string) => {
  let made = 0;
  return () => `key-number-${(made += 1)}-of-this-test`;
};
const none: Overrides = { environment: {}, flag: {} };
const open = (overrides = none) => createSettings({ file, overrides, newKey: keys() });
const written = (): unknown => JSON.parse(readFileSync(file, 'utf8'));
const failure = (act: () => unknown): AppError => {
  try {
    act();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('nothing was thrown');
};

describe('createSettings', () => {
  it('makes a file with two keys at the first start, readable by its owner only', () => {
    const settings = open();
    expect(written()).toEqual({ receiver: { key: 'key-number-1-of-this-test' }, ui: { key: 'key-number-2-of-this-test' } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(settings.current()).toMatchObject({ receiver: { host: '127.0.0.1', port: 4780, answer: { kind: 'json' } }, platform: { timeZone: '+08:00', currency: 'USD' } });
  });

  it.each(['{"ui":{"key":SECRET-SECRET-SECRET}}', 'SECRET', '{"ui":{"key":"SECRET-SECRET""}}', '{"ui":{"key":"SECRET-SECRET'])('says that the file is not JSON without a word of it, for it holds keys: %s', (text) => {
    writeFileSync(file, text);
    const { code, message } = failure(open);
    expect(code).toBe('settings-invalid');
    expect(message).toMatch(/settings\.json is not JSON: \w.*\. Mend the file/);
    expect(message).not.toContain('SECR');
  });

  it('keeps the keys at the next start', () => {
    open();
    expect(open().current().receiver.key).toBe('key-number-1-of-this-test');
  });

  it('takes flags over the environment over the file over defaults, and says who decides', () => {
    writeFileSync(file, JSON.stringify({ receiver: { host: '10.0.0.1', port: 1, key: 'k'.repeat(24) }, platform: { currency: 'EUR' } }));
    const settings = open({ environment: { receiver: { port: 2 }, ui: { port: 3 } }, flag: { ui: { port: 4 } } });
    expect(settings.current()).toMatchObject({ receiver: { host: '10.0.0.1', port: 2 }, ui: { port: 4 }, platform: { currency: 'EUR', timeZone: '+08:00' } });
    expect(settings.decidedBy()).toEqual({ 'receiver.port': 'environment', 'ui.port': 'flag' });
  });

  it('does not write what the environment decides into the file', () => {
    const settings = open({ environment: { receiver: { port: 2 } }, flag: {} });
    settings.update({ ui: { theme: 'dark' } });
    expect(written()).toMatchObject({ receiver: { key: 'key-number-1-of-this-test' }, ui: { theme: 'dark' } });
    expect(written()).not.toHaveProperty('receiver.port');
  });

  it.each([
    [{ receiver: { port: 'x' } }, 'receiver.port must be a number'],
    [{ receiver: { port: 70_000 } }, 'receiver.port must be at most 65535'],
    [{ receiver: { prot: 1 } }, 'receiver.prot is not known here'],
    [{ speed: 1 }, 'speed is not known here'],
    [{ ui: 'dark' }, 'ui must be an object'],
    [{ ui: { theme: 'blue' } }, 'ui.theme must be one of: system, light, dark'],
    [{ platform: { timeZone: 'Mars' } }, 'platform.timeZone is not a time zone'],
    [{ platform: { currency: 'dollars' } }, 'platform.currency must be a currency code'],
    [{ statuses: { BUSY: { group: 'x' } } }, 'statuses.BUSY.group must be one of'],
  ])('refuses %j, naming member, problem and file, and leaves the file alone', (content, words) => {
    const text = JSON.stringify(content);
    writeFileSync(file, text);
    const error = failure(open);
    expect(error.code).toBe('settings-invalid');
    expect(error.message).toContain(words);
    expect(error.message).toContain(file);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('refuses a file that is not JSON and leaves it alone', () => {
    writeFileSync(file, '{ "receiver": ');
    expect(failure(open).message).toContain(`${file} is not JSON`);
    expect(readFileSync(file, 'utf8')).toBe('{ "receiver": ');
  });

  it('needs no restart for what the receiver took later than the start', () => {
    const settings = open();
    settings.update({ receiver: { port: 5001 }, ui: { port: 5002 } });
    settings.receiverTookSettings();
    expect(settings.restartNeeded()).toEqual(['ui.port']);
  });

  it('says that a new port needs a restart, and no more once it is set back', () => {
    const settings = open();
    settings.update({ receiver: { port: 5000 }, platform: { currency: 'CNY' } });
    expect(settings.restartNeeded()).toEqual(['receiver.port']);
    expect(settings.current().platform.currency).toBe('CNY');
    settings.update({ receiver: { port: 4780 } });
    expect(settings.restartNeeded()).toEqual([]);
  });

  it('changes nothing where one member of a change does not fit, and says which', () => {
    const settings = open();
    const before = written();
    expect(settings.update({ ui: { theme: 'dark' }, receiver: { port: -1 } })).toEqual({
      ok: false,
      problems: [{ setting: 'receiver.port', problem: 'must be at least 0' }],
    });
    expect(written()).toEqual(before);
    expect(settings.current().ui.theme).toBe('system');
  });

  it('replaces statuses whole, so that one can be taken away', () => {
    const settings = open();
    settings.update({ statuses: { BUSY: { alert: 'urgent' }, OWN: { label: 'Own' } } });
    settings.update({ statuses: { OWN: { label: 'Own' } } });
    expect(settings.current().statuses).toEqual({ OWN: { label: 'Own' } });
  });
});

describe('rotateKey', () => {
  it('makes a new key and lets the one so far work until its end', () => {
    const settings = open();
    settings.rotateKey({ nowMs: 1000, endsAtMs: 5000 });
    expect(settings.current().receiver).toMatchObject({ key: 'key-number-3-of-this-test', previousKeys: [{ key: 'key-number-1-of-this-test', endsAtMs: 5000 }] });
    expect(open().current().receiver).toEqual(settings.current().receiver);
    settings.rotateKey({ nowMs: 2000, endsAtMs: 9000 });
    expect(settings.current().receiver.previousKeys.map(({ endsAtMs }) => endsAtMs)).toEqual([5000, 9000]);
  });

  it('forgets keys that have ended, and the one so far where it is to end at once', () => {
    const settings = open();
    settings.rotateKey({ nowMs: 1000, endsAtMs: 5000 });
    settings.rotateKey({ nowMs: 5000, endsAtMs: 5000 });
    expect(settings.current().receiver).toMatchObject({ key: 'key-number-4-of-this-test', previousKeys: [] });
    expect(readFileSync(file, 'utf8')).not.toContain('key-number-1');
  });

  it('remembers eight keys at most, those that were replaced last', () => {
    const settings = open();
    for (let n = 1; n <= 12; n += 1) settings.rotateKey({ nowMs: n, endsAtMs: 1000 + n });
    expect(settings.current().receiver.previousKeys.map(({ endsAtMs }) => endsAtMs)).toEqual([1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012]);
  });

  it('ends one of them at once', () => {
    writeFileSync(file, JSON.stringify({ receiver: { key: 'k'.repeat(24), previousKeys: [{ key: 'old-aaaa', endsAtMs: 1 }, { key: 'old-bbbb', endsAtMs: 2 }] } }));
    const settings = open();
    settings.endPreviousKey('aaaa');
    expect(settings.current().receiver.previousKeys).toEqual([{ key: 'old-bbbb', endsAtMs: 2 }]);
  });
});

describe('secrets', () => {
  it('keeps the one that a change leaves out', () => {
    const settings = open();
    settings.update({ receiver: { signature: { apiKey: 'k', secret: 's3cret', windowMinutes: 5 }, basic: { user: 'u', password: 'pass' } } });
    expect(settings.update({ receiver: { signature: { apiKey: 'k2', windowMinutes: 15 }, basic: { user: 'u2' } } })).toEqual({ ok: true });
    expect(settings.current().receiver).toMatchObject({ signature: { apiKey: 'k2', secret: 's3cret', windowMinutes: 15 }, basic: { user: 'u2', password: 'pass' } });
    settings.update({ receiver: { signature: null } });
    expect(readFileSync(file, 'utf8')).not.toContain('s3cret');
  });

  it('misses one that was never given', () => {
    expect(open().update({ receiver: { signature: { apiKey: 'k', windowMinutes: 5 } } })).toEqual({ ok: false, problems: [{ setting: 'receiver.signature.secret', problem: 'is missing' }] });
  });
});

describe('environmentOverrides', () => {
  it('reads the variables that decide settings', () => {
    expect(environmentOverrides({ EARSHOT_HOST: '0.0.0.0', EARSHOT_PORT: '0', EARSHOT_UI_PORT: '', EARSHOT_RECORDING_HOSTS: '127.0.0.1:8123, nas.local' })).toEqual({
      receiver: { host: '0.0.0.0', port: 0 },
      recordings: { allowedPrivateHosts: ['127.0.0.1:8123', 'nas.local'] },
    });
  });

  it('reads who may push, and proxies as a number or as addresses', () => {
    expect(environmentOverrides({ EARSHOT_ALLOWED_ADDRESSES: '203.0.113.0/24, 2001:db8::/32', EARSHOT_TRUSTED_PROXIES: '1' })).toEqual({
      receiver: { allowedAddresses: ['203.0.113.0/24', '2001:db8::/32'], trustedProxies: 1 },
    });
    expect(environmentOverrides({ EARSHOT_TRUSTED_PROXIES: '10.0.0.0/8,127.0.0.1' })).toEqual({ receiver: { trustedProxies: ['10.0.0.0/8', '127.0.0.1'] } });
    expect(failure(() => environmentOverrides({ EARSHOT_ALLOWED_ADDRESSES: 'desk.local' })).message).toBe('The environment variable EARSHOT_ALLOWED_ADDRESSES must be an IP address or a range such as 203.0.113.0/24.');
    expect(failure(() => environmentOverrides({ EARSHOT_TRUSTED_PROXIES: 'nginx' })).message).toBe('The environment variable EARSHOT_TRUSTED_PROXIES must be an IP address or a range such as 203.0.113.0/24.');
  });

  it('names the variable that does not fit', () => {
    expect(failure(() => environmentOverrides({ EARSHOT_PORT: 'http' })).message).toBe('The environment variable EARSHOT_PORT must be a number.');
    expect(failure(() => environmentOverrides({ EARSHOT_UI_PORT: '99999' })).message).toBe('The environment variable EARSHOT_UI_PORT must be at most 65535.');
  });
});
