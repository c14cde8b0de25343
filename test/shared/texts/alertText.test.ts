import { describe, expect, it } from 'vitest';
import { alertText, followUpText } from '#shared/texts/alertText.ts';
import { createTexts } from '#shared/texts/index.ts';
import { aCall } from '../../support/feed.ts';

const t = createTexts().getFixedT('en', 'alerts');

describe('alertText', () => {
  it('says status, number, name and the customer’s words', () => {
    const call = aCall({ phone: '447700900123', customerName: 'Sam', customerWords: 'How much is it?' });
    expect(alertText(t, call, 'Answered')).toEqual({ title: 'Answered: +44 7700 900123', body: 'Sam · How much is it?' });
  });

  it('names the call where it has no number, and the intent where nobody’s words are known', () => {
    const call = aCall({ callId: '9223372036854770001', intent: 'A (strong interest)' });
    expect(alertText(t, call, 'Hand-over lost')).toEqual({ title: 'Hand-over lost: call 9223372036854770001', body: 'A (strong interest)' });
  });
});

describe('followUpText', () => {
  it('says whom to call back and what for; what came of the call where nobody said', () => {
    const call = aCall({ phone: '447700900123', customerName: 'Sam', customerWords: 'How much is it?' });
    const due = { kind: 'followUpDue', seq: 1, atMs: 1, call } as const;
    expect(followUpText(t, { ...due, text: 'Ask about Tuesday' })).toEqual({ title: 'Follow up: +44 7700 900123', body: 'Sam · Ask about Tuesday' });
    expect(followUpText(t, { ...due, text: '' }).body).toBe('Sam · How much is it?');
    expect(followUpText(t, { ...due, text: '', call: { ...call, phone: null, review: { ...call.review, outcome: 'Promised to call' } } })).toEqual({ title: 'Follow up: call call-1', body: 'Sam · Promised to call' });
  });
});
