import { expect, it } from 'vitest';
import type { AlertLogEntry } from '#shared/model/alert.ts';
import { whyText } from '#shared/texts/alertLogText.ts';
import { createTexts } from '#shared/texts/index.ts';

const texts = createTexts();
const entry: AlertLogEntry = { id: 1, atMs: 0, callId: 'a', phone: null, status: null, rule: { id: 'answered', name: '' }, action: 'normal', reason: 'alone', run: null, noticeId: 1, noticeCount: 1, repeats: 0, reminders: 0, seenAtMs: null };

it.each<[Partial<AlertLogEntry>, string]>([
  [{}, 'by “Answered”'],
  [{ reason: 'summary', noticeCount: 3 }, 'by “Answered”, in one notification of 3 calls'],
  [{ reason: 'in-a-row', run: 2, rule: { id: 'own', name: 'Busy again' } }, '“Busy again”: 2 in a row so far, which is too few'],
  [{ reason: 'no-rule', rule: null, noticeCount: null }, 'no rule fits'],
  [{ reminders: 1 }, 'by “Answered”; reminded once'],
  [{ reminders: 12 }, 'by “Answered”; reminded 12 times'],
])('%o: %s', (change, text) => {
  expect(whyText(texts.getFixedT('en', 'rules'), texts.t, { ...entry, ...change })).toBe(text);
});
