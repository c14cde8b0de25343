/** `npm run test:faults` runs the fault suite in its long form, `npm test` in a short one. */
export const isLongForm = process.env['EARSHOT_FAULTS'] === 'long';

/** What a run of the fault suite depends on; said aloud, so that `EARSHOT_SEED` can repeat the same choices. */
export function announcedSeed(what: string): number {
  const given = Number(process.env['EARSHOT_SEED'] ?? '');
  const seed = Number.isInteger(given) && given > 0 ? given : 1 + Math.floor(Math.random() * 1_000_000);
  console.log(`${what}: seed ${seed}, repeated with EARSHOT_SEED=${seed}`);
  return seed;
}
