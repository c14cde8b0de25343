import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createTurns, memoryForTurns } from '../../../electron/core/store/turns.ts';
import type { Writer } from '../../../electron/core/store/turns.ts';

const turnsUrl = new URL('../../../electron/core/store/turns.ts', import.meta.url).href;

/** A thread that takes a turn again and again and notes each, `[writer]` at its beginning and end, in `log`. */
function aWriter(writer: Writer, memory: SharedArrayBuffer, log: SharedArrayBuffer, body: string): Worker {
  const source = `
    const { workerData, parentPort } = require('node:worker_threads');
    import(${JSON.stringify(turnsUrl)}).then(({ createTurns }) => {
      // A thread that a busy machine leaves aside for a while in its turn is waited for.
      const turns = createTurns(workerData.memory, workerData.writer, 60_000);
      const log = new Int32Array(workerData.log);
      const note = (value) => { log[1 + Atomics.add(log, 0, 1)] = value; };
      const until = (done) => { while (!done()); };
      parentPort.postMessage('ready');
      ${body}
    });`;
  return new Worker(source, { eval: true, workerData: { memory, writer, log } });
}

const hundredTurns = (number: number): string => `
  for (let at = 0; at < 100; at += 1) turns.take(() => {
    note(${number});
    const startMs = performance.now();
    until(() => performance.now() - startMs > 0.2);
    note(${number});
  });`;

function noted(log: SharedArrayBuffer): number[] {
  const values = new Int32Array(log);
  return Array.from(values.slice(1, 1 + (values[0] ?? 0)));
}

describe('createTurns', () => {
  it('lets one thread write at a time', async () => {
    const memory = memoryForTurns();
    const log = new SharedArrayBuffer(4 * 1001);
    const threads = [aWriter('accepting', memory, log, hundredTurns(1)), aWriter('deriving', memory, log, hundredTurns(2))];
    await Promise.all(threads.map((thread) => once(thread, 'exit')));
    const turns = noted(log);
    expect(turns).toHaveLength(400);
    // Each turn is whole: what is noted at its beginning is noted at its end too, with nothing between.
    for (let at = 0; at < turns.length; at += 2) expect(turns[at]).toBe(turns[at + 1]);
  });

  it('is the next one’s as soon as it is over, also where the first would take it again at once', async () => {
    const memory = memoryForTurns();
    const log = new SharedArrayBuffer(4 * 101);
    const turns = createTurns(memory, 'accepting');
    const other = aWriter('deriving', memory, log, `turns.take(() => note(2));`);
    const shared = new Int32Array(memory);
    turns.take(() => {
      const startMs = performance.now();
      while (!turns.othersWait() && performance.now() - startMs < 10_000) Atomics.wait(shared, 0, shared[0] ?? 0, 1);
    });
    turns.take(() => note(log, 1));
    await once(other, 'exit');
    expect(noted(log)).toEqual([2, 1]);
  });

  it('does not wait for a thread that ended in its turn', async () => {
    const memory = memoryForTurns();
    const log = new SharedArrayBuffer(4 * 101);
    const dead = aWriter('deriving', memory, log, `turns.take(() => { note(2); process.exit(); });`);
    await once(dead, 'exit');
    const turns = createTurns(memory, 'accepting');
    expect(turns.take(() => 'written')).toBe('written');
    // Only the first one waited: else this would take minutes.
    for (let at = 0; at < 2000; at += 1) turns.take(() => {});
    expect(turns.othersWait()).toBe(false);
  });

  it('is one turn however often it is taken inside itself, and ends where a write throws', () => {
    const memory = memoryForTurns();
    const turns = createTurns(memory, 'accepting');
    expect(() => turns.take(() => turns.take(() => { throw new Error('no'); }))).toThrow('no');
    expect(createTurns(memory, 'deriving').take(() => 1)).toBe(1);
  });

  it('counts what was appended for all', () => {
    const memory = memoryForTurns();
    const turns = createTurns(memory, 'accepting');
    turns.countAppended(3);
    turns.countAppended(2 ** 31 - 1);
    expect(createTurns(memory, 'deriving').appended()).toBe(2 ** 31 + 2);
  });
});

function note(log: SharedArrayBuffer, value: number): void {
  const values = new Int32Array(log);
  values[1 + Atomics.add(values, 0, 1)] = value;
}
