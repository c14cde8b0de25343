import { describe, expect, it } from 'vitest';
import { usualAlertRules } from '#shared/model/alertRule.ts';
import { previewRule } from '../../../electron/core/alerts/index.ts';
import type { PastCall } from '../../../electron/core/alerts/preview.ts';
import { aRule } from '../../support/alerts.ts';

const localTimeOf = () => ({ day: 1, minute: 600 });
const aPastCall = (at: number, overrides: Partial<PastCall['call']> = {}): PastCall => ({
  callId: `call-${at}`,
  receivedAtMs: at * 1000,
  customerWords: 'Yes.',
  call: { status: 'ANSWERED', group: 'answered', intent: null, durationMs: 40_000, taskId: null, scriptId: null, lineId: null, phone: '447700900123', tags: [], sentences: ['Yes.'], ...overrides },
});
const preview = (past: readonly PastCall[], rule = aRule(), saved = usualAlertRules) => previewRule({ past, saved, rule, localTimeOf });
const ids = ({ items }: { items: readonly { callId: string }[] }): string[] => items.map(({ callId }) => callId);

describe('previewRule', () => {
  it('has nothing to say without calls', () => {
    expect(preview([])).toMatchObject({ fromMs: null, toMs: null, dots: [], calls: 0, notices: 0, largest: null });
  });

  it('puts a new rule before all others, and says which calls are new to it', () => {
    const price = aRule({ id: 'price', action: 'urgent', when: { words: ['price'] } });
    const past = [aPastCall(1), aPastCall(2, { sentences: ['The price?', 'Fine.'] }), aPastCall(3, { status: 'BUSY', group: 'unreached' }), aPastCall(4, { status: 'TRANSFER_ARTIFICIAL', group: 'handover' })];
    expect(preview(past, price)).toMatchObject({
      fromMs: 1000,
      toMs: 4000,
      dots: ['other', 'this', 'nothing', 'handover'],
      counts: { answered: 1, price: 1, unreached: 1, handover: 1 },
      calls: 1,
      callsBefore: null,
      notices: 1,
      largest: null,
      newly: { count: 1, items: [{ callId: 'call-2', sentence: 'The price?', misfit: null }] },
      noLonger: { count: 0 },
      unchanged: { count: 0 },
    });
  });

  it('says which calls a changed rule would have let go, and why', () => {
    const [handover, answered] = [usualAlertRules.find(({ id }) => id === 'handover'), usualAlertRules.find(({ id }) => id === 'answered')];
    const past = [aPastCall(1, { durationMs: 18_000 }), aPastCall(2)];
    const changed = { ...answered!, when: { ...answered!.when, minTalkSeconds: 30 } };
    const shown = preview(past, changed);
    expect(shown).toMatchObject({ calls: 1, callsBefore: 2, noLonger: { count: 1, items: [{ callId: 'call-1', misfit: 'talk', talkMs: 18_000 }] } });
    expect(ids(shown.unchanged)).toEqual(['call-2']);
    expect(preview(past, { ...handover!, enabled: false }).calls).toBe(0);
  });

  it('says that a rule above it comes first', () => {
    const saved = [aRule({ id: 'all' }), aRule({ id: 'own' })];
    expect(preview([aPastCall(1)], aRule({ id: 'all' }), [aRule({ id: 'own' })]).newly.count).toBe(1);
    expect(preview([aPastCall(1)], aRule({ id: 'own', action: 'urgent' }), saved)).toMatchObject({ calls: 0, callsBefore: 0, newly: { count: 0 } });
  });

  it('counts notifications as they would have been: a burst is one, a run of faults too', () => {
    const burst = [0, 0.4, 0.8, 10, 20].map((at) => aPastCall(at));
    expect(preview(burst, aRule())).toMatchObject({ calls: 5, notices: 3, largest: { count: 3, atMs: 2000 } });
    const fault = usualAlertRules.find(({ id }) => id === 'fault')!;
    const faults = Array.from({ length: 20 }, (_, at) => aPastCall(at * 10, { status: 'SYSTEM_ERROR', group: 'fault' }));
    expect(preview(faults, fault)).toMatchObject({ calls: 20, notices: 1 });
    const twoLines = Array.from({ length: 12 }, (_, at) => aPastCall(at * 10, at % 2 === 0 ? { status: 'SYSTEM_ERROR', group: 'fault', lineId: '348' } : { lineId: '349' }));
    expect(preview(twoLines, fault)).toMatchObject({ calls: 6, notices: 1 });
    const noLines = twoLines.map(({ call: { status, group } }, at) => aPastCall(at * 10, { status, group }));
    expect(preview(noLines, fault)).toMatchObject({ calls: 6, notices: 0 });
    expect(preview(faults, { ...fault, action: 'nothing' })).toMatchObject({ calls: 20, notices: 0, largest: null });
    expect(preview([aPastCall(1)], aRule({ action: 'urgent-repeat' }))).toMatchObject({ notices: 1 });
  });
});
