import { describe, expect, it } from 'vitest';
import { diagnose } from '#core/doctor/index.ts';

type Facts = Parameters<typeof diagnose>[0];
type Found = Extract<NonNullable<Facts['database']>['examination'], { ok: true }>['found'];

const now = Date.parse('2026-11-22T10:15:00Z');
const sound = `${'a'.repeat(40)}.wav`;
const found: Found = {
  schemaVersion: 10, newestSchema: 10, integrity: [], orphans: [], pushes: 1200, lastPushId: 1200, calls: 1100, backlog: 0,
  lastPushAtMs: now - 60_000, callsOutOfIndex: 0, recordingFiles: [sound],
  times: { solved: 900, unknown: 1, waiting: 0, gaveUp: 0, gaveUpOn: null },
  reviews: { calls: 40, notes: 1, withoutCall: 0, marksOff: 0 },
};
const facts: Facts = {
  nowMs: now, dataDir: '/data', isThere: true, isWritable: true, setAside: [], isRestoring: false, holder: null,
  database: { bytes: 5_000_000, walBytes: 0, examination: { ok: true, found } },
  recordings: [{ name: sound, bytes: 1000 }, { name: `${sound}.dat`, bytes: 10 }],
  freeBytes: 50_000_000_000, logBytes: 0,
  backups: [{ file: 'earshot-2026-11-22T04-15-00Z.db', kind: 'regular', madeAtMs: now - 6 * 3_600_000, bytes: 1, pushes: 1, calls: 1, isVerified: true }],
};
const withFound = (more: Partial<Found>): Facts => ({ ...facts, database: { ...facts.database!, examination: { ok: true, found: { ...found, ...more } } } });
/** What is not good, by its check. */
const complaints = (of: Facts): string[] => diagnose(of).findings.filter(({ state }) => state !== 'good').map(({ check, state }) => `${check}: ${state}`);

describe('diagnose', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(diagnose(facts).ok).toBe(true);
    expect(complaints(facts)).toEqual([]);
    expect(diagnose(facts).findings.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining(['The database is whole: 1,200 pushes, 1,100 calls, 5 MB.', 'When the robot spoke was found out of 900 calls and cannot be of 1 call; 0 calls wait.', 'What you made of 40 calls is kept, with 1 note.']),
    );
  });

  it.each<[string, Facts, string[]]>([
    ['no folder', { ...facts, isThere: false }, ['folder: bad']],
    ['a folder that cannot be written to', { ...facts, isWritable: false }, ['folder: bad']],
    ['no database yet', { ...facts, database: null, recordings: [] }, ['database: note', 'recordings: note']],
    ['a database that cannot be read', { ...facts, database: { bytes: 1, walBytes: 0, examination: { ok: false, fault: 'database-damaged', problem: 'malformed' } } }, ['database: bad', 'recordings: note']],
    ['damage', withFound({ integrity: ['page 7 is never used'] }), ['database: bad']],
    ['an older schema', withFound({ newestSchema: 20 }), ['schema: note']],
    ['a newer schema', withFound({ schemaVersion: 30 }), ['schema: bad']],
    ['rows without what they name', withFound({ orphans: [{ table: 'utterances', rows: 3 }] }), ['rows: bad']],
    ['calls that are not searched', withFound({ callsOutOfIndex: 2 }), ['search: bad']],
    ['pushes that wait', withFound({ backlog: 5 }), ['backlog: note']],
    ['calls that nobody works out', withFound({ times: { solved: 1, unknown: 2, waiting: 3, gaveUp: 0, gaveUpOn: null } }), ['times: note']],
    ['calls that cannot be worked out', withFound({ times: { solved: 1, unknown: 2, waiting: 0, gaveUp: 2, gaveUpOn: 'call-7' } }), ['times given up: note']],
    ['reviews of calls that are not here', withFound({ reviews: { calls: 2, notes: 0, withoutCall: 1, marksOff: 0 } }), ['reviews: note']],
    ['marks that are not as the reviews', withFound({ reviews: { calls: 2, notes: 0, withoutCall: 0, marksOff: 3 } }), ['marks: bad']],
    ['a clock that was set back', withFound({ lastPushAtMs: now + 3_600_000 }), ['clock: note']],
    ['a long log', { ...facts, database: { ...facts.database!, walBytes: 2 ** 30 } }, ['log of the database: note']],
    ['a recording that is not there', { ...facts, recordings: [] }, ['recordings: bad']],
    ['a file of no call', { ...facts, recordings: [...facts.recordings, { name: `${'b'.repeat(40)}.mp3`, bytes: 5 }, { name: `${'b'.repeat(40)}.x.part`, bytes: 5 }] }, ['other files: note']],
    ['little room', { ...facts, freeBytes: 400_000_000 }, ['disk: note']],
    ['hardly any room', { ...facts, freeBytes: 1_000_000 }, ['disk: bad']],
    ['no backup', { ...facts, backups: [] }, ['backups: note']],
    ['an old backup', { ...facts, backups: facts.backups.map((backup) => ({ ...backup, madeAtMs: now - 10 * 86_400_000 })) }, ['backups: note']],
    ['a backup that nobody vouches for', { ...facts, backups: facts.backups.map((backup) => ({ ...backup, isVerified: false })) }, ['backups: note']],
    ['a database that was set aside', { ...facts, setAside: ['earshot.set-aside-2026-11-22T10-15-00Z.db'] }, ['set aside: note']],
    ['a restoring that was interrupted', { ...facts, isRestoring: true }, ['restoring: note']],
  ])('tells of %s, and what to do', (_what, given, expected) => {
    expect(complaints(given)).toEqual(expected);
    const { ok, findings } = diagnose(given);
    expect(ok).toBe(!expected.some((complaint) => complaint.endsWith('bad')));
    expect(findings.filter(({ state, advice, check }) => state !== 'good' && check !== 'recordings' && advice === null)).toEqual([]);
  });

  it('tells backups that nobody vouches for from none', () => {
    const unknown = facts.backups.map((backup) => ({ ...backup, isVerified: false }));
    const said = (backups: Facts['backups']): string | undefined => diagnose({ ...facts, backups }).findings.find(({ check }) => check === 'backups')?.sentence;
    expect(said(unknown)).toBe('There is one backup, earshot-2026-11-22T04-15-00Z.db, and it is not known to be good.');
    expect(said([...unknown, ...unknown])).toBe('There are 2 backups, the newest earshot-2026-11-22T04-15-00Z.db, and none is known to be good.');
    expect(said([])).toBe('There is no backup yet.');
  });

  it('leaves pushes that wait to the host that works on them', () => {
    expect(complaints({ ...withFound({ backlog: 5, times: { solved: 0, unknown: 0, waiting: 9, gaveUp: 0, gaveUpOn: null } }), holder: { pid: 1, host: 'headless', since: '2026-11-22T10:00:00Z' } })).toEqual([]);
  });
});
