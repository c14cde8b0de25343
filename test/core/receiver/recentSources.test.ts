import { expect, it } from 'vitest';
import { createRecentSources } from '../../../electron/core/receiver/recentSources.ts';

it('remembers the five latest sources, each once, latest first', () => {
  const sources = createRecentSources();
  for (const source of ['a', 'b', 'c', 'a', 'a', 'd', 'e', 'f', 'b']) sources.note(source);
  expect(sources.latestFirst()).toEqual(['b', 'f', 'e', 'd', 'a']);
});
