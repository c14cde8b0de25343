import { describe, expect, it } from 'vitest';
import { changedNames, checkedChange, formOf, statusCodes } from '#renderer/settings/settingsForm.ts';
import { aSettingsView } from '../../support/settings.ts';

const { settings } = aSettingsView();
const signed = { isOn: true, isKept: false, apiKey: 'LILIN888', secret: 's3cret', windowMinutes: '15' };

describe('changedNames', () => {
  it('names nothing while the fields hold what is kept', () => {
    expect(changedNames(formOf(settings), settings)).toEqual([]);
  });

  it('names the settings whose fields say something else', () => {
    expect(changedNames({ ...formOf(settings), 'receiver.port': '5000', 'ui.theme': 'dark' }, settings)).toEqual(['receiver.port', 'ui.theme']);
  });

  it('sees no change in blanks around a value or in an own text that is not used', () => {
    const form = formOf(settings);
    const edited = { ...form, 'receiver.port': ' 4780 ', 'receiver.answer': { ...form['receiver.answer'], text: 'unused' } };
    expect(changedNames(edited, settings)).toEqual([]);
  });

  it('sees no change in the order of statuses', () => {
    const { settings: kept } = aSettingsView({ statuses: { BUSY: { alert: 'normal' }, REFUSED: { label: 'Said no' } } });
    const form = { ...formOf(kept), statuses: { REFUSED: { label: 'Said no' }, BUSY: { alert: 'normal' } } } as const;
    expect(changedNames(form, kept)).toEqual([]);
  });
});

describe('checkedChange', () => {
  const form = formOf(settings);
  const signatureChange = (value: typeof signed) => checkedChange({ ...form, 'receiver.signature': value }, ['receiver.signature']);
  const proxiesChange = (value: (typeof form)['receiver.trustedProxies']) => checkedChange({ ...form, 'receiver.trustedProxies': value }, ['receiver.trustedProxies']);

  it('makes one change of the named fields and no others', () => {
    const edited = { ...form, 'receiver.port': '5000', 'receiver.publicBaseUrl': 'https://desk.example.net', 'ui.port': '5001' };
    expect(checkedChange(edited, ['receiver.port', 'receiver.publicBaseUrl'])).toEqual({
      ok: true,
      patch: { receiver: { port: 5000, publicBaseUrl: 'https://desk.example.net' } },
    });
  });

  it('clears the public address with an empty field', () => {
    expect(checkedChange(form, ['receiver.publicBaseUrl'])).toEqual({ ok: true, patch: { receiver: { publicBaseUrl: null } } });
  });

  it('sends a secret only where one was typed, and keeps the one that is kept', () => {
    expect(signatureChange(signed)).toEqual({ ok: true, patch: { receiver: { signature: { apiKey: 'LILIN888', secret: 's3cret', windowMinutes: 15 } } } });
    expect(signatureChange({ ...signed, isKept: true, secret: '' })).toEqual({ ok: true, patch: { receiver: { signature: { apiKey: 'LILIN888', windowMinutes: 15 } } } });
    expect(signatureChange({ ...signed, isOn: false })).toEqual({ ok: true, patch: { receiver: { signature: null } } });
  });

  it('writes proxies as a number or as addresses, and none as 0', () => {
    expect(proxiesChange({ kind: 'none', count: '2', addresses: ['10.0.0.1'] })).toEqual({ ok: true, patch: { receiver: { trustedProxies: 0 } } });
    expect(proxiesChange({ kind: 'number', count: ' 2 ', addresses: [] })).toEqual({ ok: true, patch: { receiver: { trustedProxies: 2 } } });
    expect(proxiesChange({ kind: 'addresses', count: '1', addresses: ['10.0.0.1', 'fd00::/8'] })).toEqual({ ok: true, patch: { receiver: { trustedProxies: ['10.0.0.1', 'fd00::/8'] } } });
  });

  it('sends an own text with its content type, and neither with the other kinds', () => {
    const own = { kind: 'own', text: 'OK', contentType: 'text/plain' } as const;
    expect(checkedChange({ ...form, 'receiver.answer': own }, ['receiver.answer'])).toEqual({ ok: true, patch: { receiver: { answer: own } } });
    expect(checkedChange({ ...form, 'receiver.answer': { ...own, kind: 'success' } }, ['receiver.answer'])).toEqual({
      ok: true,
      patch: { receiver: { answer: { kind: 'success' } } },
    });
  });

  it.each([
    ['receiver.port', { 'receiver.port': '70000' }],
    ['receiver.port', { 'receiver.port': 'http' }],
    ['receiver.port', { 'receiver.port': '' }],
    ['receiver.host', { 'receiver.host': ' ' }],
    ['receiver.publicBaseUrl', { 'receiver.publicBaseUrl': 'desk.example.net' }],
    ['receiver.answer', { 'receiver.answer': { kind: 'own', text: 'OK', contentType: 'plain text' } }],
    ['receiver.signature', { 'receiver.signature': { ...signed, secret: '' } }],
    ['receiver.signature', { 'receiver.signature': { ...signed, windowMinutes: '0' } }],
    ['receiver.signature', { 'receiver.signature': { ...signed, apiKey: 'two words' } }],
    ['receiver.basic', { 'receiver.basic': { isOn: true, isKept: false, user: 'a:b', password: 'p' } }],
    ['receiver.allowedAddresses', { 'receiver.allowedAddresses': ['203.0.113.0/33'] }],
    ['receiver.trustedProxies', { 'receiver.trustedProxies': { kind: 'number', count: '0', addresses: [] } }],
    ['receiver.trustedProxies', { 'receiver.trustedProxies': { kind: 'addresses', count: '1', addresses: ['nginx'] } }],
    ['receiver.trustedProxies', { 'receiver.trustedProxies': { kind: 'addresses', count: '1', addresses: [] } }],
    ['receiver.tls', { 'receiver.tls': { isOn: true, certFile: 'cert.pem', keyFile: '/key.pem' } }],
    ['platform.timeZone', { 'platform.timeZone': 'Nowhere/City' }],
    ['platform.currency', { 'platform.currency': 'dollars' }],
    ['recordings.allowedPrivateHosts', { 'recordings.allowedPrivateHosts': ['http://nas.local'] }],
  ] as const)('names %s where it does not fit: %j', (name, edit) => {
    expect(checkedChange({ ...form, ...edit }, [name])).toEqual({ ok: false, names: [name] });
  });
});

describe('statusCodes', () => {
  it('lists the vendor’s statuses first, then those of settings and of calls, once each', () => {
    const codes = statusCodes({ LINE_INTERCEPT: { group: 'fault' } }, ['ANSWERED', '', 'EXTENSION_NUMBER', 'LINE_INTERCEPT']);
    expect(codes).toHaveLength(14);
    expect(codes.slice(-2)).toEqual(['EXTENSION_NUMBER', 'LINE_INTERCEPT']);
  });
});
