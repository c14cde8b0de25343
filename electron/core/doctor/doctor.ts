import type { Backup } from '#shared/model/backup.ts';

/** What the database itself says; see the store. */
type Examination =
  | {
      readonly ok: true;
      readonly found: {
        readonly schemaVersion: number;
        readonly newestSchema: number;
        readonly integrity: readonly string[];
        readonly orphans: readonly { readonly table: string; readonly rows: number }[];
        readonly pushes: number;
        readonly lastPushId: number;
        readonly calls: number;
        readonly backlog: number;
        readonly lastPushAtMs: number | null;
        readonly callsOutOfIndex: number;
        readonly times: { readonly solved: number; readonly unknown: number; readonly waiting: number; readonly gaveUp: number; readonly gaveUpOn: string | null } | null;
        readonly reviews: { readonly calls: number; readonly notes: number; readonly withoutCall: number; readonly marksOff: number } | null;
        readonly recordingFiles: readonly string[];
      };
    }
  | { readonly ok: false; readonly fault: string | null; readonly problem: string };

/** What was found in a data directory. */
export interface DataDirFacts {
  readonly nowMs: number;
  readonly dataDir: string;
  readonly isThere: boolean;
  readonly isWritable: boolean;
  /** Databases that were set aside. */
  readonly setAside: readonly string[];
  /** A restoring was interrupted. */
  readonly isRestoring: boolean;
  /** Who works on it now. */
  readonly holder: { readonly pid: number; readonly host: string; readonly since: string } | null;
  /** Null where there is none yet. */
  readonly database: { readonly bytes: number; readonly walBytes: number; readonly examination: Examination } | null;
  readonly recordings: readonly { readonly name: string; readonly bytes: number }[];
  readonly freeBytes: number | null;
  readonly backups: readonly Backup[];
  readonly logBytes: number;
}

/** One thing that was looked at. `advice` says what to do about it, where there is something to do. */
export interface Finding {
  readonly check: string;
  readonly state: 'good' | 'note' | 'bad';
  readonly sentence: string;
  readonly advice: string | null;
}

export interface Diagnosis {
  readonly dataDir: string;
  /** Whether nothing is bad; notes are for knowing. */
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

const hourMs = 3_600_000;
/** A backup older than this is told of. */
const oldBackupMs = 72 * hourMs;
const littleRoomBytes = 1_000_000_000;
const largeWalBytes = 512 * 1_048_576;
const clockMayBeBackMs = 5 * 60_000;

/** Says what is well and what is not in a data directory, and what to do. */
export function diagnose(facts: DataDirFacts): Diagnosis {
  const findings = facts.isThere
    ? [folder(facts), holder(facts), ...database(facts), ...recordings(facts), disk(facts), backups(facts), ...leftOvers(facts)]
    : [finding('folder', 'bad', `There is no folder ${facts.dataDir}.`, 'Name the data directory with --data, or start Earshot, which makes it.')];
  return { dataDir: facts.dataDir, ok: findings.every(({ state }) => state !== 'bad'), findings };
}

function finding(check: string, state: Finding['state'], sentence: string, advice: string | null = null): Finding {
  return { check, state, sentence, advice };
}

function folder({ dataDir, isWritable }: DataDirFacts): Finding {
  if (isWritable) return finding('folder', 'good', `The folder ${dataDir} can be written to.`);
  return finding('folder', 'bad', `The folder ${dataDir} cannot be written to by this user.`, 'Make it and the files in it writable: without that nothing can be kept, and the database cannot even be read.');
}

function holder({ holder }: DataDirFacts): Finding {
  if (holder === null) return finding('lock', 'good', 'No host works on this folder now.');
  return finding('lock', 'good', `The ${holder.host} host works on this folder (process ${holder.pid}, since ${holder.since}).`);
}

function database({ database, nowMs, holder }: DataDirFacts): Finding[] {
  if (database === null) return [finding('database', 'note', 'There is no database yet.', 'Start Earshot, which makes it; or restore a backup.')];
  const { examination, bytes, walBytes } = database;
  if (!examination.ok) {
    const isDamaged = examination.fault === 'database-damaged';
    return [finding('database', 'bad', `The database cannot be read to its end: ${examination.problem}.`, isDamaged ? restoreAdvice : 'Mend the cause and run doctor again.')];
  }
  const { found } = examination;
  const size = `${count(found.pushes, 'push', 'pushes')}, ${count(found.calls, 'call', 'calls')}, ${megabytes(bytes)}`;
  return [
    found.integrity.length === 0
      ? finding('database', 'good', `The database is whole: ${size}.`)
      : finding('database', 'bad', `The database is damaged (${size}): ${found.integrity.slice(0, 3).join('; ')}`, restoreAdvice),
    schema(found),
    found.orphans.length === 0
      ? finding('rows', 'good', 'Every row that another one names is there.')
      : finding('rows', 'bad', `Rows name others that are not there: ${found.orphans.map(({ table, rows }) => `${rows} of ${table}`).join(', ')}.`, rederiveAdvice),
    found.callsOutOfIndex === 0
      ? finding('search', 'good', 'Every call can be found by its words.')
      : finding('search', 'bad', `${count(found.callsOutOfIndex, 'call is', 'calls are')} not as the search has them.`, rederiveAdvice),
    found.backlog === 0 || holder !== null
      ? finding('backlog', 'good', `${count(found.backlog, 'push waits', 'pushes wait')} to be filed.`)
      : finding('backlog', 'note', `${count(found.backlog, 'push waits', 'pushes wait')} to be filed.`, 'That is done when Earshot runs.'),
    ...times(found.times, holder !== null),
    ...reviews(found.reviews),
    walBytes <= largeWalBytes
      ? finding('log of the database', 'good', `earshot.db-wal has ${megabytes(walBytes)}.`)
      : finding('log of the database', 'note', `earshot.db-wal has ${megabytes(walBytes)}.`, 'Something keeps reading: end other programs that have the database open. It becomes small when Earshot ends.'),
    found.lastPushAtMs === null || found.lastPushAtMs - nowMs < clockMayBeBackMs
      ? finding('clock', 'good', 'The clock is later than the latest push.')
      : finding('clock', 'note', `The clock is ${Math.round((found.lastPushAtMs - nowMs) / 60_000)} minutes earlier than the latest push.`, 'Set the clock. Calls stay in order of arrival whatever it shows.'),
  ];
}

function times(found: Extract<Examination, { ok: true }>['found']['times'], isWorkedOn: boolean): Finding[] {
  if (found === null) return [];
  const { solved, unknown, waiting, gaveUp, gaveUpOn } = found;
  const known = `When the robot spoke was found out of ${count(solved, 'call', 'calls')} and cannot be of ${count(unknown, 'call', 'calls')}; ${count(waiting, 'call waits', 'calls wait')}.`;
  return [
    waiting === 0 || isWorkedOn ? finding('times', 'good', known) : finding('times', 'note', known, 'That is done when Earshot runs.'),
    ...(gaveUp === 0
      ? []
      : [finding('times given up', 'note', `Finding it out failed three times of ${count(gaveUp, 'call', 'calls')}, such as ${gaveUpOn ?? ''}.`, 'The logs say why. It is tried again when a recording of the call changes, or after an update.')]),
  ];
}

function reviews(found: Extract<Examination, { ok: true }>['found']['reviews']): Finding[] {
  if (found === null) return [];
  const { calls, notes, withoutCall, marksOff } = found;
  const kept = `What you made of ${count(calls, 'call', 'calls')} is kept, with ${count(notes, 'note', 'notes')}`;
  return [
    withoutCall === 0
      ? finding('reviews', 'good', `${kept}.`)
      : finding('reviews', 'note', `${kept}; ${count(withoutCall, 'of these calls is', 'of these calls are')} not here.`, 'It shows again with its call, once the call’s push is filed.'),
    ...(marksOff === 0 ? [] : [finding('marks', 'bad', `Lists find ${count(marksOff, 'call', 'calls')} otherwise than you marked them.`, rederiveAdvice)]),
  ];
}

function schema({ schemaVersion, newestSchema }: { readonly schemaVersion: number; readonly newestSchema: number }): Finding {
  if (schemaVersion === newestSchema) return finding('schema', 'good', `The schema is ${schemaVersion}, which is this Earshot’s.`);
  if (schemaVersion < newestSchema) return finding('schema', 'note', `The schema is ${schemaVersion}, this Earshot’s is ${newestSchema}.`, 'It is updated at the next start, after a backup.');
  return finding('schema', 'bad', `The schema is ${schemaVersion}, this Earshot knows up to ${newestSchema}.`, 'Install the newer Earshot that wrote it.');
}

/** What belongs to a recording: its sound, its peaks and what is played of it, of one name; or one on its way. */
const ownName = /^([0-9a-f]{40}\.[a-z0-9]+?)(?:\.dat|\.play\.wav)?$/;
const onItsWay = /\.part(?:\.json)?$/;

function recordings({ recordings, database }: DataDirFacts): Finding[] {
  const bytes = recordings.reduce((sum, file) => sum + file.bytes, 0);
  const named = database?.examination.ok === true ? new Set(database.examination.found.recordingFiles) : null;
  if (named === null) return [finding('recordings', 'note', `There are ${count(recordings.length, 'file', 'files')} in recordings, ${megabytes(bytes)}.`)];
  const there = new Set(recordings.map(({ name }) => name));
  const missing = [...named].filter((name) => !there.has(name));
  const strays = recordings.filter(({ name }) => {
    const sound = ownName.exec(name)?.[1];
    return !onItsWay.test(name) && (sound === undefined || !(named.has(name) || named.has(sound)));
  });
  return [
    missing.length === 0
      ? finding('recordings', 'good', `Every recording that is kept is there: ${named.size}, ${megabytes(bytes)}.`)
      : finding('recordings', 'bad', `${count(missing.length, 'recording is', 'recordings are')} missing, such as ${missing[0]}.`, 'Put the files back, or fetch them again: open the call and retry its recording, as long as the platform serves it.'),
    strays.length === 0
      ? finding('other files', 'good', 'Every file in recordings belongs to a call.')
      : finding('other files', 'note', `${count(strays.length, 'file', 'files')} in recordings ${strays.length === 1 ? 'belongs' : 'belong'} to no call, ${megabytes(strays.reduce((sum, file) => sum + file.bytes, 0))}, such as ${strays[0]?.name ?? ''}.`, 'They may be of calls that a restored backup does not have. They can be deleted.'),
  ];
}

function disk({ freeBytes, database }: DataDirFacts): Finding {
  if (freeBytes === null) return finding('disk', 'note', 'How much room the disk has cannot be found out.');
  const needed = Math.max(littleRoomBytes, (database?.bytes ?? 0) * 1.2);
  if (freeBytes >= needed) return finding('disk', 'good', `The disk has ${megabytes(freeBytes)} of room.`);
  return finding('disk', freeBytes < 50_000_000 ? 'bad' : 'note', `The disk has only ${megabytes(freeBytes)} of room.`, 'Make room: a backup needs as much as the database has, and without any no push can be kept.');
}

function backups({ backups, database, nowMs }: DataDirFacts): Finding {
  const newest = backups.find(({ isVerified }) => isVerified);
  const isNeeded = database?.examination.ok !== true || database.examination.found.pushes > 0;
  if (newest === undefined && backups[0] !== undefined) return unknownBackups(backups[0], backups.length);
  if (newest === undefined) return finding('backups', isNeeded ? 'note' : 'good', 'There is no backup yet.', isNeeded ? 'Make one with the command backup, or let Earshot run: it makes one a day.' : null);
  const ageMs = nowMs - newest.madeAtMs;
  const words = `There ${backups.length === 1 ? 'is one backup' : `are ${backups.length} backups`}; the newest good one is ${newest.file}, ${ageText(ageMs)}.`;
  return ageMs > oldBackupMs ? finding('backups', 'note', words, 'Make one with the command backup, and look into the settings why none was made by itself.') : finding('backups', 'good', words);
}

function unknownBackups({ file }: Backup, howMany: number): Finding {
  const words = howMany === 1 ? `There is one backup, ${file}, and it is not known to be good.` : `There are ${howMany} backups, the newest ${file}, and none is known to be good.`;
  return finding('backups', 'note', words, 'Files that were copied here are not known to be what was checked: the command restore reads a backup through before it takes it. Make a new one with the command backup, or let Earshot run, where the database is whole.');
}

function leftOvers({ setAside, isRestoring, logBytes }: DataDirFacts): Finding[] {
  return [
    ...(isRestoring ? [finding('restoring', 'note', 'A restoring was interrupted.', 'It is ended at the next start, or by the command restore.')] : []),
    ...(setAside.length === 0 ? [] : [finding('set aside', 'note', `${count(setAside.length, 'database was', 'databases were')} set aside: ${setAside.join(', ')}.`, 'They are never deleted by Earshot. Delete them, with their -wal and -shm, once nothing is missed.')]),
    finding('logs', 'good', `The logs have ${megabytes(logBytes)}.`),
  ];
}

const restoreAdvice = 'End Earshot and restore a backup with the command restore: the damaged file is kept, and pushes that can still be read in it are brought over.';
const rederiveAdvice = 'The pushes are the truth: end Earshot, and make the calls of them anew with "doctor --rederive".';

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: bytes < 10_000_000 ? 1 : 0 })} MB`;
}

function ageText(ageMs: number): string {
  if (ageMs < 0) return 'made later than this clock shows';
  const hours = Math.floor(ageMs / hourMs);
  return hours < 48 ? `${count(hours, 'hour', 'hours')} old` : `${Math.floor(hours / 24)} days old`;
}
