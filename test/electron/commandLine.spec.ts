import { expect, test } from './fixture.ts';

test('a command that fails says why, and ends with its exit code', async ({ launch }) => {
  const desktop = await launch({ argv: ['restore'] });
  expect(await desktop.ended).toBe(1);
  expect(desktop.stderr()).toContain('Name one: the file of a backup');
  expect(desktop.windows()).toEqual([]);
});
