import { describe, expect, it } from 'vitest';
import { alertText } from '#shared/texts/alertText.ts';
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
