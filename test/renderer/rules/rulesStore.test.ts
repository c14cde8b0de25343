import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualAlertRules } from '#shared/model/alertRule.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import type { AlertPreview, AlertsView } from '#shared/model/alert.ts';
import type { EarshotClient } from '#shared/contract/index.ts';
import { createAlertsStore, type AlertsStore } from '#renderer/alerts/index.ts';
import type { EventHub } from '#renderer/app/events.ts';
import { createRulesStore, logShown, type RulesStore } from '#renderer/rules/rulesStore.ts';
import { aRule } from '../../support/alerts.ts';
import { aCoreDouble, type CoreDouble } from '../../support/feed.ts';
import { createHandTimers, type HandTimers } from '../../support/handTimers.ts';

let core: CoreDouble;
let hub: EventHub;
let kept: AlertRule[];
let isDown: boolean;
let previewed: AlertRule[];
let alerts: AlertsStore;
let timers: HandTimers;
let rules: RulesStore;
let stop: () => void;

const view = (): AlertsView => ({ rules: kept, quietHours: null, pausedUntilMs: null, volume: 0.6 });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const state = () => rules.store.getState();
const aPreview = (calls: number): AlertPreview => {
  const none = { count: 0, items: [] };
  return { fromMs: 0, toMs: 1, dots: [], counts: {}, calls, callsBefore: null, notices: 0, largest: null, newly: none, noLonger: none, unchanged: none };
};

beforeEach(async () => {
  core = aCoreDouble();
  hub = core.hub();
  kept = [...usualAlertRules];
  isDown = false;
  previewed = [];
  timers = createHandTimers();
  const answer = <Answer>(make: () => Answer): Promise<Answer> => (isDown ? Promise.reject(new TypeError('down')) : Promise.resolve(make()));
  const api = {
    ...core.api,
    alerts: {
      get: () => answer(view),
      rules: {
        save: ({ rule }: { rule: AlertRule }) =>
          answer(() => {
            kept = kept.some(({ id }) => id === rule.id) ? kept.map((other) => (other.id === rule.id ? rule : other)) : [rule, ...kept];
            return view();
          }),
        remove: ({ id }: { id: string }) =>
          answer(() => {
            kept = kept.filter((rule) => rule.id !== id);
            return view();
          }),
        reorder: ({ ids }: { ids: string[] }) =>
          answer(() => {
            kept = kept.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
            return view();
          }),
      },
      preview: ({ rule }: { rule: AlertRule }) =>
        answer(() => {
          previewed.push(rule);
          return aPreview(previewed.length);
        }),
    },
  } as unknown as EarshotClient; // what the screen uses of it
  alerts = createAlertsStore({ api, events: hub });
  rules = createRulesStore({ api, alerts, newId: () => 'own-1', after: timers.after });
  stop = rules.watch();
  await settle();
});
afterEach(() => {
  stop();
  alerts.close();
  hub.close();
});

describe('createRulesStore', () => {
  it('shows the first rule and what it would have done', () => {
    expect(state()).toMatchObject({ shown: 'handover', drafts: {}, preview: { calls: previewed.length } });
    expect(previewed.at(-1)?.id).toBe('handover');
    expect(rules.current()?.id).toBe('handover');
  });

  it('keeps what is changed of each rule until it is saved or given up, and previews it once somebody rests', async () => {
    const before = previewed.length;
    rules.change({ name: 'Quick' });
    rules.change({ action: 'urgent' });
    expect(previewed).toHaveLength(before);
    expect(timers.waiting()).toHaveLength(1);
    timers.waiting()[0]?.run();
    await settle();
    expect(previewed.at(-1)).toMatchObject({ id: 'handover', name: 'Quick', action: 'urgent' });
    rules.show('answered');
    rules.change({ enabled: false });
    expect(Object.keys(state().drafts)).toEqual(['handover', 'answered']);
    rules.revert();
    expect(Object.keys(state().drafts)).toEqual(['handover']);
    rules.show('handover');
    await rules.save();
    expect(state().drafts).toEqual({});
    expect(kept[0]).toMatchObject({ name: 'Quick', action: 'urgent' });
  });

  it('adds a rule that is nowhere until it is saved, and gives it up', async () => {
    rules.add('New rule');
    expect(rules.current()).toMatchObject({ id: 'own-1', name: 'New rule', action: 'normal' });
    expect(kept).toHaveLength(5);
    rules.revert();
    expect(state()).toMatchObject({ shown: 'handover', drafts: {} });
    rules.add('New rule');
    await rules.save();
    expect(kept.map(({ id }) => id)[0]).toBe('own-1');
    expect(state().shown).toBe('own-1');
    await rules.remove();
    expect(kept).toHaveLength(5);
    expect(state().shown).toBe('handover');
  });

  it('adds conditions with what they begin with, also without a value, and takes them away', () => {
    rules.show('answered');
    rules.addCondition('words');
    rules.addCondition('talk');
    rules.addCondition('result');
    expect(state().added).toEqual(['words', 'talk']);
    expect(rules.current()?.when).toMatchObject({ groups: ['answered'], words: [], minTalkSeconds: 30 });
    rules.removeCondition('result');
    rules.removeCondition('talk');
    expect(state().added).toEqual(['words']);
    expect(rules.current()?.when).toMatchObject({ groups: [], minTalkSeconds: null });
  });

  it('moves the rule among the others, not beyond them', async () => {
    await rules.move(-1);
    expect(kept[0]?.id).toBe('handover');
    await rules.move(1);
    expect(kept.slice(0, 2).map(({ id }) => id)).toEqual(['answered', 'handover']);
  });

  it('keeps what cannot be saved, and says so', async () => {
    rules.change({ name: 'Quick' });
    isDown = true;
    await rules.save();
    expect(state().drafts['handover']).toMatchObject({ name: 'Quick' });
    expect(alerts.store.getState().failed).toBe('saving');
    rules.show('answered');
    await settle();
    expect(state().previewFailed).toBe(true);
  });

  it('goes on to another rule where somebody else takes this one away, and leaves the log alone', async () => {
    kept = kept.filter(({ id }) => id !== 'handover');
    core.emit({ kind: 'settings' });
    await expect.poll(() => state().shown).toBe('answered');
    rules.show(logShown);
    kept = [aRule()];
    core.emit({ kind: 'settings' });
    await expect.poll(() => alerts.store.getState().view?.rules).toHaveLength(1);
    expect(state().shown).toBe(logShown);
    expect(rules.current()).toBeNull();
  });
});
