import { describe, expect, it } from 'vitest';
import { changedNames, checkedChange, formOf, statusCodes } from '#renderer/settings/settingsForm.ts';
import { aSettings } from '../../support/settings.ts';

const settings = aSettings();

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
    const kept = aSettings({ statuses: { BUSY: { alert: 'normal' }, REFUSED: { label: 'Said no' } } });
    const form = { ...formOf(kept), statuses: { REFUSED: { label: 'Said no' }, BUSY: { alert: 'normal' } } } as const;
    expect(changedNames(form, kept)).toEqual([]);
  });
});

describe('checkedChange', () => {
  const form = formOf(settings);

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
