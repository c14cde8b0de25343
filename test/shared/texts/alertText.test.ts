import { describe, expect, it } from 'vitest';
import { alertText, followUpText, missedText, noticeText } from '#shared/texts/alertText.ts';
import { createTexts } from '#shared/texts/index.ts';
import { anAlertEvent } from '../../support/alerts.ts';
import { aCall } from '../../support/feed.ts';
import { hostileTexts } from '../../support/hostileTexts.ts';

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
    const due = { kind: 'followUpDue', seq: 1, atMs: 1, count: 1, call } as const;
    expect(followUpText(t, { ...due, text: 'Ask about Tuesday' })).toEqual({ title: 'Follow up: +44 7700 900123', body: 'Sam · Ask about Tuesday' });
    expect(followUpText(t, { ...due, text: '' }).body).toBe('Sam · How much is it?');
    expect(followUpText(t, { ...due, text: '', call: { ...call, phone: null, review: { ...call.review, outcome: 'Promised to call' } } })).toEqual({ title: 'Follow up: call call-1', body: 'Sam · Promised to call' });
  });

  it('says how many there are, and the first, where several are due', () => {
    const call = aCall({ phone: '447700900123', customerName: 'Sam' });
    expect(followUpText(t, { kind: 'followUpDue', seq: 1, atMs: 1, count: 20, text: 'Ask', call })).toEqual({ title: 'Follow up 20 calls', body: '+44 7700 900123, and 19 others' });
  });
});

describe('missedText', () => {
  it.each([
    [{ count: 12, urgentCount: 3, followUps: 4 }, 'While you were away: 3 urgent calls', 'and 9 others, 4 follow-ups due'],
    [{ count: 1, urgentCount: 1, followUps: 0 }, 'While you were away: 1 urgent call', ''],
    [{ count: 214, urgentCount: 0, followUps: 1 }, 'While you were away: 214 calls', '1 follow-up due'],
    [{ count: 0, urgentCount: 0, followUps: 2 }, 'While you were away: 2 follow-ups due', ''],
  ])('%o', (missed, title, body) => {
    expect(missedText(t, missed)).toEqual({ title, body });
  });
});

describe('noticeText', () => {
  const call = aCall({ phone: '447700900123', customerName: 'Sam', customerWords: 'How much is it?' });
  const words = { status: 'Hand-over lost', rule: 'Our fault in a row' };
  const atNine = new Date(2026, 10, 22, 9, 5).getTime();
  it.each<[Partial<Parameters<typeof noticeText>[1]>, string, string]>([
    [{}, 'Hand-over lost: +44 7700 900123', 'Sam · How much is it?'],
    [{ count: 12 }, '12 calls', 'Hand-over lost: +44 7700 900123, and 11 others'],
    [{ count: 12, urgentCount: 3, level: 'urgent' }, '3 urgent calls', 'Hand-over lost: +44 7700 900123, and 11 others'],
    [{ about: 'reminder', urgentCount: 1 }, 'Not handled yet: Hand-over lost: +44 7700 900123', 'Sam · How much is it?'],
    [{ about: 'reminder', count: 2, urgentCount: 2 }, '2 calls not handled yet', 'Hand-over lost: +44 7700 900123, and 1 other'],
    [{ about: 'incident', count: 5, urgentCount: 5 }, 'Our fault in a row: 5 calls', 'Hand-over lost: +44 7700 900123, and 4 others'],
    [{ about: 'incident-over', count: 132, sinceMs: atNine, untilMs: atNine + 3_600_000 }, 'Over: Our fault in a row', '132 calls, from 09:05 to 10:05'],
    [{ about: 'incident', count: 5, urgentCount: 5, sinceMs: atNine, call: aCall({ ...call, lineId: '348' }) }, 'Line 348: Hand-over lost, 5 calls in a row since 09:05', 'Our fault in a row: +44 7700 900123, and 4 others'],
    [{ about: 'incident-over', count: 132, sinceMs: atNine, untilMs: atNine + 3_600_000, call: aCall({ ...call, lineId: '348' }) }, 'Over on line 348: Our fault in a row', '132 calls, from 09:05 to 10:05'],
    [{ about: 'held', count: 4, urgentCount: 1 }, 'While alerts were quiet: 1 urgent call', 'Hand-over lost: +44 7700 900123, and 3 others'],
  ])('%o', (notice, title, body) => {
    expect(noticeText(t, anAlertEvent({ call, ...notice }), words)).toEqual({ title, body });
  });

  it.each(Object.entries(hostileTexts))('is one line in its order of what was pushed: %s', (_name, text) => {
    const hostile = aCall({ callId: text, phone: text, customerName: text, customerWords: text, lineId: text });
    for (const about of ['calls', 'reminder', 'incident', 'incident-over', 'held'] as const) {
      for (const count of [1, 2]) {
        for (const line of Object.values(noticeText(t, anAlertEvent({ call: hostile, about, count }), { status: 'Answered', rule: text }))) {
          expect(line.length).toBeLessThan(3300);
          expect(line.replaceAll(/\u2068[^\u2066-\u2069]*\u2069/g, '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        }
      }
    }
  });
});
