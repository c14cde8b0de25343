import { describe, expect, it } from 'vitest';
import { emptiness, factsOf, tellingValues, tryNumber, whoHungUp } from '#renderer/call/facts.ts';
import { aCallDetail, aRecording, anUtterance } from '../../support/calls.ts';

const context = { currency: 'USD', formatTime: String, formatSeconds: (ms: number) => `${ms / 1000} s` };

describe('factsOf', () => {
  it('lists only what is there, with every digit', () => {
    const call = aCallDetail({ callId: '9223372036854775807', cost: '0.0820', billedMs: 60_000, taskId: '9007199254740993' });
    expect(factsOf(call, context).call.map(({ name, text }) => [name, text])).toEqual([
      [{ known: 'callId' }, '9223372036854775807'],
      [{ known: 'status' }, 'ANSWERED'],
      [{ known: 'billed' }, '60 s'],
      [{ known: 'cost' }, '$0.0820'],
      [{ known: 'taskId' }, '9007199254740993'],
    ]);
  });

  it('keeps variables under the names that they came with, nested ones as JSON', () => {
    const sections = factsOf(aCallDetail({ properties: { plan: 'fibre 500', more: { a: 1 } }, unknownFields: { x: null } }), context);
    expect(sections.variables).toEqual([
      { name: { own: 'plan' }, text: 'fibre 500', isJson: false },
      { name: { own: 'more' }, text: '{\n  "a": 1\n}', isJson: true },
    ]);
    expect(sections.unknown).toEqual([{ name: { own: 'x' }, text: 'null', isJson: false }]);
  });

  it('shows a tag with its id, and half a tag with what it has', () => {
    const callTags = [
      { id: '11', name: 'price' },
      { id: '12', name: null },
      { id: null, name: 'VIP' },
    ];
    expect(factsOf(aCallDetail({ callTags }), context).call.at(-1)?.text).toBe('price (11), 12, VIP');
  });
});

describe('tellingValues', () => {
  it('takes short variables before what every call has, and not the name', () => {
    const call = aCallDetail({ customerName: 'Sam', properties: { name: 'Sam', plan: 'fibre 500', long: 'x'.repeat(100) }, dynamicProperties: { day: 'Tuesday' }, attributes: ['VIP'] });
    expect(tellingValues(factsOf(call, context), 'Sam').map(({ text }) => text)).toEqual(['fibre 500', 'Tuesday', 'VIP', 'call-1']);
  });
});

describe('tryNumber', () => {
  it('is the count of calls, else the redials and the first one', () => {
    expect(tryNumber({ callCount: 3, redials: 1 })).toBe(3);
    expect(tryNumber({ callCount: null, redials: 1 })).toBe(2);
    expect(tryNumber({ callCount: 0, redials: 0 })).toBe(1);
    expect(tryNumber({ callCount: null, redials: null })).toBeNull();
  });
});

describe('whoHungUp', () => {
  it('knows the platform’s words and passes on others', () => {
    expect(['CUSTOMER', 'robot', 'LINE', '', null].map(whoHungUp)).toEqual(['customer', 'robot', 'other', null, null]);
  });
});

describe('emptiness', () => {
  it('is null where there is something to hear or read', () => {
    expect(emptiness(aCallDetail({ utterances: [anUtterance()] }))).toBeNull();
    expect(emptiness(aCallDetail({ recordings: [aRecording({ state: 'waiting' })] }))).toBeNull();
  });

  it('tells a call that reached nobody from one of which nothing was pushed', () => {
    const recordings = [aRecording({ state: 'none' })];
    expect(emptiness(aCallDetail({ statusGroup: 'unreached', recordings }))).toBe('nobody-spoken-to');
    expect(emptiness(aCallDetail({ statusGroup: 'answered', recordings }))).toBe('nothing-pushed');
    expect(emptiness(aCallDetail({ status: 'LINE_CUT', statusGroup: 'unknown', recordings }))).toBe('unknown-status');
    expect(emptiness(aCallDetail({ status: null, statusGroup: 'unknown', recordings }))).toBe('no-status');
  });
});
