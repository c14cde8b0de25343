import { describe, expect, it } from 'vitest';
import type { MissingRecording } from '#shared/contract/recordings.ts';
import { missingItems } from '../../../renderer/recordings/missingItems.ts';
import { emptyList, withAnswer, withNewer, withNextPage, withRecording, type MissingState } from '../../../renderer/recordings/missingState.ts';
import { aMissing } from '../../support/missing.ts';

const totals = { coming: 0, givenUp: 0 };
const answer = (items: readonly MissingRecording[], nextCursor: string | null = null) => ({ items, nextCursor, totals });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((callId) => aMissing(callId)) as [MissingRecording, MissingRecording, MissingRecording, MissingRecording];
const lost = aMissing('lost', { state: 'unavailable', reason: 'gone' });
const idsOf = ({ rows }: MissingState): string[] => rows.map(({ callId }) => callId);
const read = (items: readonly MissingRecording[], nextCursor: string | null = null): MissingState => withAnswer(emptyList, answer(items, nextCursor));

describe('the list of what is not here', () => {
  it('is as the core says where nobody reads', () => {
    expect(read([a, b])).toMatchObject({ phase: 'ready', fresh: 0 });
    expect(idsOf(withAnswer(read([a, b]), answer([b, c, lost])))).toEqual(['b', 'c', 'lost']);
  });

  it('keeps every row in its place while somebody reads, however it changes', () => {
    const reading = { ...read([a, b, lost]), reading: true };
    const gone = aMissing('a', { state: 'unavailable', reason: 'gone' });
    const changed = withAnswer(withRecording(reading, 'b', aMissing('b', { state: 'ready' }).recording), answer([c, gone, lost]));
    expect(idsOf(changed)).toEqual(['a', 'b', 'lost']);
    expect(changed.rows.map(({ recording, group }) => `${recording.state} ${group}`)).toEqual(['unavailable coming', 'ready coming', 'unavailable givenUp']);
    expect(changed.fresh).toBe(1);
    expect(missingItems(changed.rows, false).map(({ key }) => key)).toEqual(['strip-coming', 'composite-a', 'composite-b', 'strip-givenUp', 'composite-lost']);
  });

  it('believes what was told of a row since the list was asked for', () => {
    const { rows } = read([a, b]);
    const told = withRecording(read([a, b]), 'a', aMissing('a', { state: 'ready' }).recording).rows;
    const stale = answer([aMissing('a', { state: 'downloading' }), aMissing('b', { state: 'downloading' }), c]);
    expect(withNewer(stale, rows, told).items.map(({ callId, recording }) => `${callId} ${recording.state}`)).toEqual(['a ready', 'b downloading', 'c waiting']);
  });

  it('takes in what comes after the last row, which moves nothing', () => {
    const reading = { ...read([a]), reading: true };
    const longer = withAnswer(reading, answer([a, b, lost]));
    expect([idsOf(longer), longer.fresh]).toEqual([['a', 'b', 'lost'], 0]);
    const later = withAnswer(longer, answer([a, b, c, lost]));
    expect([idsOf(later), later.fresh]).toEqual([['a', 'b', 'lost'], 1]);
    // All that was shown is here by now: the rest comes after it.
    expect(idsOf(withAnswer(reading, answer([c, d])))).toEqual(['a', 'c', 'd']);
  });

  it('holds a recording once over its pages, and goes on where the longer list ended', () => {
    const two = withNextPage(read([a, b], 'after b'), answer([b, c], 'after c'));
    expect([idsOf(two), two.nextCursor]).toEqual([['a', 'b', 'c'], 'after c']);
    expect(withAnswer({ ...two, reading: true }, answer([a, b], 'after b')).nextCursor).toBe('after c');
    expect(withAnswer(two, answer([a, b], 'after b')).nextCursor).toBe('after b');
  });

  it('has higher rows where the words need a line of their own', () => {
    expect(missingItems(read([a]).rows, false).map(({ height }) => height)).toEqual([28, 34]);
    expect(missingItems(read([a]).rows, true).map(({ height }) => height)).toEqual([28, 52]);
  });
});
