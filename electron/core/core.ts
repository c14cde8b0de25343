import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { EarshotClient } from '#shared/contract/index.ts';
import type { RecordingsUsage } from '#shared/contract/recordings.ts';
import type { Command } from '#shared/model/command.ts';
import type { RecordingKind } from '#shared/model/recording.ts';
import type { AlertRule } from '#shared/model/alertRule.ts';
import { shownSettings } from '#shared/model/settings.ts';
import type { Settings, SettingsPatch, SettingsView } from '#shared/model/settings.ts';
import { hostAndPort, pushUrl } from './addresses.ts';
import { createAppStatus } from './appStatus.ts';
import { createApi, createCommands, createLocalClient, createWaker } from './api/index.ts';
import type { Api, Commands } from './api/index.ts';
import { createCallFiles, type CallFiles } from './callFiles.ts';
import { createClosers } from './closers.ts';
import { lockDataDir } from './dataDirLock.ts';
import { createDeeds } from './deeds.ts';
import { createDial } from './dialling.ts';
import { createDeriver } from './ingest/index.ts';
import { createListening } from './listening.ts';
import { createFileLog } from './logs/index.ts';
import type { Log } from './logs/index.ts';
import { createPushLog } from './pushLog/index.ts';
import { checkBody, createReceiver } from './receiver/index.ts';
import { createEstimating, createRecordings } from './recordings/index.ts';
import { makeSampleCall, sampleOfLanguage } from './samples/index.ts';
import { endRestoring, forgetDamage, isDamageNoted } from './restoring.ts';
import { createReminders } from './reminders.ts';
import { createReviews } from './reviews.ts';
import { savePatch } from './savingSettings.ts';
import { createSettings, prepareDataDir } from './settings/index.ts';
import { createReader, createWriter, openStore } from './store/index.ts';
import { createTelling } from './telling.ts';
import { holdTickShape } from './tickShape.ts';
import { createUpkeep } from './upkeep.ts';

export interface CoreOptions {
  readonly dataDir: string;
  /** What decides over settings.json; flags over the environment. */
  readonly overrides: { readonly environment: SettingsPatch; readonly flag: SettingsPatch };
  readonly host: 'desktop' | 'headless';
  /** Entries of the worker threads. */
  readonly threads: { readonly write: URL; readonly derive: URL; readonly read: URL; readonly peaks: URL; readonly timing: URL; readonly backup: URL };
  /** The sample calls that ship with Earshot. */
  readonly samplesDir: string;
  readonly version: string;
  /** Hands an address (`tel:`, `sip:`) to the program that the system has for it; rejects where it has none. */
  readonly openExternal?: (address: string) => Promise<void>;
  /** Makes the log that is told what goes into the files of the `logs` folder too; no line of it may hold one of `secrets`. */
  readonly openLog: (secrets: () => readonly string[]) => Log;
}

/** The whole application without a screen. */
export interface Core extends Pick<CallFiles, 'recordingFile' | 'peaks'>, Pick<Commands, 'onAct'> {
  readonly version: string;
  /** Absolute. */
  readonly dataDir: string;
  /** The contract implemented, for a transport to serve. */
  readonly api: Api;
  /** The contract called in this process. */
  readonly client: EarshotClient;
  /** Into the log files, and where the host has it. */
  readonly log: Log;
  settings(): Settings;
  /** The push address on this computer. */
  pushUrl(): string;
  /** Listens for pushes and begins to fetch recordings; throws `port-taken`. */
  start(): Promise<void>;
  /** Tells other programs of this user where this host can be reached. */
  announce(uiUrl: string | null): void;
  /** Asks something of the host's desk, waiting for one where none is open; or of the window that shows a call alone. */
  command(command: Command, callId?: string | null): void;
  /** A clip or a call's page that was made, once; null where there is none of this id any more. */
  takeFile: CallFiles['take'];
  /** A push as it came, byte for byte. */
  pushBody(id: number): Promise<{ readonly body: Uint8Array; readonly contentType: string | null } | null>;
  close(): Promise<void>;
}

/**
 * Takes the data directory, opens everything in it and wires the parts; nothing listens before `start`. Throws an
 * `AppError` with a sentence for the operator, and then holds nothing.
 */
export async function createCore(options: CoreOptions): Promise<Core> {
  const closers = createClosers();
  const shape = holdTickShape();
  closers.add(() => void (shape.tick = null));
  try {
    return await wire(options, closers);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function wire({ overrides, host, threads, samplesDir, version, openExternal, ...options }: CoreOptions, closers: ReturnType<typeof createClosers>): Promise<Core> {
  const now = Date.now;
  const startedAtMs = now();
  const dataDir = prepareDataDir(options.dataDir);
  const lock = await lockDataDir(dataDir, host, now);
  closers.add(() => lock.release());

  const log = createFileLog({ dir: join(dataDir, 'logs'), also: options.openLog(secrets), secrets, clock: () => performance.now() });
  closers.add(() => log.close());
  const settings = createSettings({ file: join(dataDir, 'settings.json'), overrides, newKey: () => randomBytes(24).toString('base64url') });
  const file = join(dataDir, 'earshot.db');
  const store = openDatabase();
  closers.add(() => store.close());
  const writer = createWriter({ thread: threads.write, file, turns: store.turns, log });
  closers.add(() => writer.close());
  const reader = createReader({ thread: threads.read, file, onFailure: (error) => upkeep.met('reading', error), log });
  closers.add(() => reader.close());

  const changes = createWaker();
  const upkeep = createUpkeep({ dataDir, file, backupThread: threads.backup, probe: () => writer.probe(), settings: () => settings.current(), onChange: () => changes.wake(), now, log });
  closers.add(() => upkeep.close());
  const recordings = createRecordings({
    dir: join(dataDir, 'recordings'),
    madeDir: join(dataDir, 'made'),
    queue: { ...store, ...writer, keptBytes: async () => (await reader.keptSounds()).bytes },
    rules: () => settings.current().recordings,
    samplesDir,
    peaksThread: threads.peaks,
    onChange: recordingsChanged,
    isBusy: () => store.arrivalsAreMany(),
    now,
    random: Math.random,
    log,
  });
  const estimating = createEstimating({
    queue: { ...writer, areTimesDue: (engineVersion) => store.areTimesDue(engineVersion) },
    openFile: (name) => recordings.openFile(name),
    lost: (...lost) => recordings.lost(...lost),
    thread: threads.timing,
    onChange: () => changes.wake(),
    isBusy: () => store.arrivalsAreMany(),
    log,
  });
  const telling = createTelling({ store, writer, reader, statuses: () => settings.current().statuses, onChange: alertsChanged, onTold: () => [changes, reminders].forEach((each) => each.wake()), now, log });
  const deriver = createDeriver({
    thread: threads.derive,
    file,
    startedAfterPush: telling.startedAfterPush,
    settings: derivingSettings(),
    turns: store.turns,
    onDerived({ recordingsChanged: isMoreToFetch, alertsWait }) {
      upkeep.met('filing', null);
      changes.wake();
      if (isMoreToFetch) recordings.wake();
      estimating.wake();
      if (alertsWait) telling.wake();
    },
    onFailure: (error) => upkeep.met('filing', error),
    log,
  });
  closers.add(() => telling.close());
  closers.add(() => deriver.close());
  closers.add(() => recordings.close());
  closers.add(() => estimating.close());
  const receiver = createReceiver({ append: upkeep.guard((pushes: Parameters<typeof writer.appendPushes>[0]) => writer.appendPushes(pushes)), onAppended: () => deriver.wake(), canKeep: () => upkeep.canKeep(), admits: () => store.admits(), settings: () => settings.current(), log, now });
  const closing = new AbortController();
  closers.add(() => closing.abort());
  closers.add(() => receiver.close());
  const listening = createListening({
    receiver,
    settings: () => settings.current().receiver,
    onListening() {
      log.info({ port: listening.place().port }, 'Earshot listens for pushes now');
      settings.receiverTookSettings();
      settingsChanged();
    },
    onProblem: (why) => upkeep.notListening(why),
  });
  closers.add(() => listening.close());

  let announcedUiUrl: string | null = null;
  const pushLog = createPushLog({
    reader,
    accept: (body, from) => receiver.accept(body, from),
    check: checkBody,
    mayPush: (sender) => receiver.mayPush(sender),
    answer: () => settings.current().receiver.answer,
    recordAnswerForm: (form) => store.recordAnswerForm(form),
    receiving: () => ({ medianAnswerMs: receiver.medianAnswerMs(), lastAnswerMs: receiver.lastAnswerMs(), turnedAway: receiver.turnedAway() }),
    answerMsOf: (id) => receiver.answerMsOf(id),
    now,
    clock: () => performance.now(),
    log,
  });
  const appStatus = createAppStatus({
    fixed: { version, host, startedAtMs, dataDir },
    reader,
    place: () => listening.place(),
    upkeep,
    isFetchingPaused: () => recordings.isPaused(),
    answerDoubt: () => pushLog.answerDoubt(),
    statuses: () => settings.current().statuses,
    now,
    log,
  });
  const callFiles = createCallFiles({ recordings, reader, statuses: () => settings.current().statuses, version, now });
  const commands = createCommands();
  const reminders = createReminders({ nextAtMs: () => store.nextReminderAtMs(), remind: () => writer.remind(), isQuiet: () => telling.isQuiet(), onChange: () => changes.wake(), now, log });
  closers.add(() => reminders.close());
  const reviews = createReviews({
    writer,
    onChange() {
      changes.wake();
      reminders.wake();
    },
  });
  const api = createApi({
    reader,
    settings: { current: () => settings.current(), view, update: updateSettings, rotateKey, endPreviousKey },
    peaks: (...which) => callFiles.peaks(...which),
    files: callFiles,
    recordings: {
      ...recordings,
      retry: retryRecording,
      usage: recordingsUsage,
      prioritise(callIds) {
        recordings.prioritise(callIds);
        estimating.prioritise(callIds);
      },
      free: (olderThanDays) => recordings.free(now() - olderThanDays * 86_400_000),
    },
    ...createDeeds({ writer, wake: () => changes.wake() }),
    reviews: reviews.changes,
    views: reviews.views,
    dial: createDial({ by: () => settings.current().desk, openExternal, log }),
    pushLog,
    drift: { list: appStatus.listDrift, setSeen: (...which) => store.setDriftSeen(...which) },
    alerts: telling.api,
    sendSample,
    status: appStatus.status,
    backups: upkeep.backups,
    now,
    changes,
    commands,
    closing: closing.signal,
  });

  const core: Core = {
    version,
    dataDir,
    settings: () => settings.current(),
    pushUrl: ownPushUrl,
    announce(uiUrl) {
      announcedUiUrl = uiUrl;
      tellWhere();
    },
    command: (command, callId = null) => commands.send(command, callId),
    onAct: (act) => commands.onAct(act),
    api,
    client: createLocalClient(api),
    log,

    async start() {
      await listening.start();
      const { lastPushAtMs } = await appStatus.totals();
      if (lastPushAtMs !== null) upkeep.pushSeen(lastPushAtMs);
      await upkeep.start();
      deriver.wake();
      recordings.start();
      estimating.start();
      reminders.wake();
      telling.start();
      const { state, port } = listening.place();
      if (state === 'listening') log.info({ version, host, port }, 'Earshot listens for pushes');
    },

    recordingFile: (...which) => callFiles.recordingFile(...which),
    peaks: (...which) => callFiles.peaks(...which),
    takeFile: (id) => callFiles.take(id),
    async pushBody(id) {
      const push = await reader.pushBody(id);
      return push === null ? null : { body: push.body, contentType: push.headers['content-type'] ?? null };
    },
    close() {
      log.info({}, 'Earshot ends');
      return closers.closeAll();
    },
  };
  return core;

  /** One that is here, or is not going to be, may be what times waited for. */
  function recordingsChanged(): void {
    changes.wake();
    estimating.wake();
  }

  function ownPushUrl(): string {
    const { host: bindAddress, key } = settings.current().receiver;
    const { port, isEncrypted } = listening.place();
    return pushUrl(`${isEncrypted ? 'https' : 'http'}://${hostAndPort(bindAddress, port)}`, key);
  }

  function tellWhere(): void {
    lock.announce({ pushUrl: listening.place().state === 'listening' ? ownPushUrl() : null, uiUrl: announcedUiUrl });
  }

  function view(): SettingsView {
    const { publicBaseUrl, key } = settings.current().receiver;
    return {
      settings: shownSettings(settings.current(), now()),
      pushUrl: ownPushUrl(),
      publicPushUrl: publicBaseUrl === null ? null : pushUrl(publicBaseUrl, key),
      decidedBy: settings.decidedBy(),
      restartNeeded: settings.restartNeeded(),
      recentSources: [...receiver.recentSources()],
    };
  }

  function updateSettings(patch: SettingsPatch): ReturnType<typeof settings.update> {
    const result = savePatch(settings, patch);
    if (result.ok) settingsChanged();
    return result;
  }

  function rotateKey(graceMs: number): void {
    settings.rotateKey({ nowMs: now(), endsAtMs: now() + graceMs });
    settingsChanged();
  }

  function endPreviousKey(endsWith: string): void {
    settings.endPreviousKey(endsWith);
    settingsChanged();
  }

  function settingsChanged(): void {
    // The announced address has the key in it.
    tellWhere();
    try {
      store.recordSettingsChange();
    } catch (error) {
      // They are saved all the same; whoever follows events sees them with the next one.
      log.warn({ err: error }, 'A change of the settings could not be told of');
    }
    pushLog.answerChanged();
    deriver.updateSettings(derivingSettings());
    upkeep.backups.rescheduled();
    changes.wake();
    recordings.rulesChanged();
    listening.tryNow();
  }

  function derivingSettings(): { timeZone: string; statuses: Settings['statuses']; alertRules: readonly AlertRule[] } {
    const { platform, statuses } = settings.current();
    return { timeZone: platform.timeZone, statuses, alertRules: telling.rules() };
  }

  function alertsChanged(): void {
    deriver.updateSettings(derivingSettings());
    changes.wake();
    reminders.wake();
  }

  async function retryRecording(callId: string, kind: RecordingKind) {
    await recordings.retry(callId, kind);
    return (await reader.getCall(callId))?.recordings.find((recording) => recording.kind === kind && recording.state !== 'none') ?? null;
  }

  async function recordingsUsage(): Promise<RecordingsUsage> {
    const { budgetGiB } = settings.current().recordings;
    const [kept, room] = await Promise.all([reader.keptSounds(), recordings.room()]);
    return { ...kept, ...room, isPaused: recordings.isPaused(), budgetBytes: budgetGiB === 0 ? null : budgetGiB * 1024 ** 3 };
  }

  async function sendSample(language: string): Promise<{ callId: string } | null> {
    const sample = await sampleOfLanguage(samplesDir, language);
    const { callId, body } = await makeSampleCall({ samplesDir, sample, nowMs: now(), random: Math.random });
    // The operator asks for it, so it needs to prove nothing to the operator's own receiver.
    const accepted = await receiver.accept(Buffer.from(body), { source: 'sample', headers: { 'content-type': 'application/json; charset=utf-8' }, replayOf: null });
    if (accepted.kept && accepted.refusal === null) return { callId };
    log.warn({ sample, reason: accepted.kept ? accepted.refusal?.reason : accepted.because }, 'The own receiver did not take a sample call');
    return null;
  }

  function secrets(): string[] {
    const { receiver, ui } = settings.current();
    const { key, previousKeys, signature, basic } = receiver;
    return [key, ...previousKeys.map((previous) => previous.key), ui.key, ...(signature === null ? [] : [signature.secret, signature.apiKey]), ...(basic === null ? [] : [basic.password])];
  }

  /** What was begun to be put in its place, or found damaged, is dealt with first. */
  function openDatabase(): ReturnType<typeof openStore> {
    const restored = endRestoring(dataDir);
    if (restored !== null) log.warn(restored, 'A restoring that was interrupted was brought to its end');
    const readThrough = isDamageNoted(dataDir);
    const opened = openStore({ file, readThrough, writer: 'hosting' });
    if (readThrough) forgetDamage(dataDir);
    return opened;
  }
}
