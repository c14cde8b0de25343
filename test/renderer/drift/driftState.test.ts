import { describe, expect, it } from 'vitest';
import type { Drift } from '#shared/model/drift.ts';
import { canBeNamed, emptyInbox, openGroups, withAnswer, withFreshShown, withNamed, withNameTakenBack, withSeen } from '#renderer/drift/driftState.ts';

const aDrift = (name: string, overrides: Partial<Drift> = {}): Drift => ({ kind: 'field', name, firstSeenAtMs: 1000, lastSeenAtMs: 2000, count: 1, examples: [], isSeen: false, ...overrides });
const namesOf = (items: readonly Drift[]): string[] => items.map(({ name }) => name);
const [mood, weather] = [aDrift('mood'), aDrift('weather', { firstSeenAtMs: 900 })];
const shown = withAnswer(emptyInbox, { items: [mood, weather], more: 0 });
const read = { ...shown, reading: true };

describe('openGroups', () => {
  it('has what an operator can name first, and neither what was seen nor empty groups', () => {
    const items = [mood, aDrift('QC', { kind: 'dataType' }), aDrift('gone', { kind: 'speaker', isSeen: true }), aDrift('LINE_INTERCEPT', { kind: 'status' }), weather];
    expect(openGroups(items).map(({ kind, items }) => [kind, namesOf(items)])).toEqual([
      ['status', ['LINE_INTERCEPT']],
      ['field', ['mood', 'weather']],
      ['dataType', ['QC']],
    ]);
  });
});

describe('canBeNamed', () => {
  it('is so for a status that is known whole', () => {
    expect(canBeNamed({ kind: 'status', name: 'LINE_INTERCEPT…' })).toBe(true);
    expect(canBeNamed({ kind: 'status', name: `${'W'.repeat(199)}…` })).toBe(false);
    expect(canBeNamed(mood)).toBe(false);
  });
});

describe('withAnswer', () => {
  const answer = { items: [aDrift('barometer', { firstSeenAtMs: 3000 }), { ...weather, count: 9, firstSeenAtMs: 2500 }, mood], more: 4 };

  it('takes the answer over while nobody reads', () => {
    const after = withAnswer(shown, answer);
    expect(after).toMatchObject({ phase: 'ready', more: 4, fresh: [] });
    expect(namesOf(after.items)).toEqual(['barometer', 'weather', 'mood']);
  });

  it('keeps the order and holds back what is new while somebody reads', () => {
    const after = withAnswer(read, answer);
    expect(after.items.map(({ name, count }) => [name, count])).toEqual([['mood', 1], ['weather', 9]]);
    expect(namesOf(after.fresh)).toEqual(['barometer']);
    expect(namesOf(withFreshShown(after).items)).toEqual(['barometer', 'weather', 'mood']);
  });

  it('holds nothing back from a list in which nothing is left to read', () => {
    const after = withAnswer(withSeen(read, [mood, weather], true), answer);
    expect(after.fresh).toEqual([]);
    expect(after.items).toHaveLength(3);
  });

  it('drops what is there no more, and files at once what was seen elsewhere', () => {
    const after = withAnswer(read, { items: [weather, aDrift('old', { isSeen: true })], more: 0 });
    expect([namesOf(after.items), after.fresh]).toEqual([['weather', 'old'], []]);
  });
});

describe('a status that is named', () => {
  const status = aDrift('LINE_INTERCEPT', { kind: 'status', firstSeenAtMs: 950 });
  const sameName = aDrift('LINE_INTERCEPT', { firstSeenAtMs: 940 });

  it('leaves the inbox, and comes back to its place when that is undone', () => {
    const before = { ...read, items: [mood, status, sameName, weather] };
    const named = withNamed(before, status);
    expect([namesOf(named.items), namesOf(named.named)]).toEqual([['mood', 'LINE_INTERCEPT', 'weather'], ['LINE_INTERCEPT']]);
    const undone = withNameTakenBack(named, status);
    expect(undone.items).toEqual(before.items);
    expect(undone.named).toEqual([]);
  });
});
