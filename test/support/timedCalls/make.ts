import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSound } from './encode.ts';
import { createRandom, type Random } from './random.ts';
import type { Recipe } from './recipes.ts';
import { add, atLevel, clipped, cough, dialled, gainOf, holdMusic, jumped, line, recordedLate, roomNoise, scaled, silence, tones, wandering, whiteNoise, type Signal } from './signals.ts';
import { say, type Voice } from './speech.ts';
import { phrases } from './texts.ts';

export interface Turn {
  readonly type: 'ROBOT' | 'PERSON';
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

interface Scene {
  /** What is heard of either side. */
  readonly robot: Signal;
  readonly customer: Signal;
  readonly turns: readonly Turn[];
}

const variants = ['', '+f2', '+f3', '+f4', '+m2', '+m3', '+m5', '+m7', '+klatt2', '+Annie', '+linda', '+steph', '+max', '+Andy'];

/** Makes the call in a folder of its own below `dir`: push.json, truth.json, the composite and the customer's recording. */
export function makeCall(dir: string, recipe: Recipe): void {
  const folder = join(dir, recipe.name);
  mkdirSync(folder, { recursive: true });
  const random = createRandom(recipe.seed);
  const scene = play(recipe, random);
  const totalMs = (scene.robot.length / 8000) * 1000;
  const composite = compositeOf(recipe, scene, random);
  let customer = customerOf(recipe, recipe.spoilt === 'unrelated' ? play({ ...recipe, language: recipe.language === 'en' ? 'de' : 'en' }, random, totalMs) : scene, random);
  if (recipe.spoilt === 'unrelated') customer = customer.slice(0, scene.robot.length);
  if (recipe.spoilt === 'silent') customer = whiteNoise(totalMs, recipe.ownNoiseDb, random);
  if (recipe.spoilt === 'short') customer = customer.slice(0, Math.floor(customer.length * 0.4));
  if (recipe.spoilt === 'same') customer = composite[0] ?? customer;
  const isSwapped = recipe.spoilt === 'swapped';
  const compositeType = writeSound(join(folder, 'ai_user'), isSwapped ? [customer] : composite, recipe.coding);
  const customerType = writeSound(join(folder, 'user'), isSwapped ? composite : [customer], recipe.customerCoding);
  const turns = recipe.hasUnspoken ? withUnspoken(recipe, scene.turns) : recipe.hasUnwritten ? scene.turns.filter((turn, at) => turn.type === 'PERSON' || at % 5 !== 4) : scene.turns;
  const spoken = recipe.spoilt === 'other-words' ? otherWords(recipe, turns, random) : turns;
  const write = (name: string, content: unknown): void => writeFileSync(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  write('truth.json', {
    totalMs: Math.round(totalMs), format: recipe.coding, ...(recipe.spoilt === null ? {} : { expected: 'unknown' }),
    turns: turns.map(({ type, startMs, endMs }) => (endMs > startMs ? { type, startMs, endMs } : { type })), recipe,
  });
  write('push.json', {
    callId: String(recipe.seed), resultStatus: 'ANSWERED', chatDuration: Math.round(totalMs / 1000),
    fullAudioUrl: `{{recordings}}/${recipe.name}/ai_user.${compositeType}`, customerAudioUrl: `{{recordings}}/${recipe.name}/user.${customerType}`,
    callDetailList: detailsOf(recipe, spoken, random),
  });
}

function detailsOf({ given }: Recipe, turns: readonly Turn[], random: Random): unknown[] {
  return turns.map(({ type, text, startMs, endMs }, index) => {
    const isGiven = type === 'PERSON' && endMs > startMs && given !== 'none' && !(given === 'half' && random() < 0.5);
    const rough = (): number => (given === 'rough' ? Math.round(random.normal() * 80) : 0);
    return { callDetailId: index + 1, text, type, ...(isGiven ? { startOffset: Math.max(0, startMs + rough()), endOffset: endMs + rough() } : {}) };
  });
}

/** What the robot would have said at last, and between two others. */
function withUnspoken({ language }: Recipe, turns: readonly Turn[]): Turn[] {
  const { robot } = phrases[language] ?? phrases['en']!;
  const at = turns.at(-1)?.endMs ?? 0;
  return [...turns, { type: 'ROBOT', text: robot.toSorted((a, b) => b.length - a.length)[1] ?? '', startMs: at, endMs: at }];
}

/** A transcript of another call: several times as many sentences, or but one. */
function otherWords({ language, given }: Recipe, turns: readonly Turn[], random: Random): Turn[] {
  const { robot } = phrases[language] ?? phrases['en']!;
  const long = robot.toSorted((a, b) => b.length - a.length).slice(0, 3);
  return turns.flatMap((turn) => (turn.type === 'PERSON' && given !== 'none' ? [turn] : Array.from({ length: turn.type === 'PERSON' ? 1 : 4 }, (): Turn => ({ ...turn, text: random.pick(long) }))));
}

function compositeOf(recipe: Recipe, { robot, customer }: Scene, random: Random): Signal[] {
  const ms = (robot.length / 8000) * 1000;
  const heard = recipe.isNarrow ? line(customer, 350, 2800) : customer;
  const mixed = (robotGain: number, customerGain: number): Signal => {
    const sound = whiteNoise(ms, recipe.noiseDb, random);
    add(sound, robot, 0, robotGain);
    add(sound, heard, 0, customerGain);
    return recipe.clipAt === null ? sound : clipped(sound, recipe.clipAt);
  };
  switch (recipe.stereo) {
    case 'mono': return [mixed(1, 1)];
    case 'robot-left': return [mixed(1, 0), mixed(0, 1)];
    case 'robot-right': return [mixed(0, 1), mixed(1, 0)];
    case 'crosstalk': return [mixed(1, 0.1), mixed(0.1, 1)];
  }
}

function customerOf(recipe: Recipe, { robot, customer }: Scene, random: Random): Signal {
  const own = customer.slice();
  if (recipe.echoDb !== null) add(own, line(robot, 300, 3000), recipe.echoLateMs, gainOf(recipe.echoDb));
  const late = jumped(recordedLate(own, recipe.lateMs, recipe.ppm), recipe.jumpMs);
  const recorded = scaled(recipe.wanderDb === 0 ? late : wandering(late, recipe.wanderDb), gainOf(recipe.gainDb));
  add(recorded, whiteNoise((robot.length / 8000) * 1000, recipe.ownNoiseDb, random), 0);
  return recorded;
}

function msOf(sound: Signal): number {
  return Math.round(sound.length / 8);
}

/** Lets both talk; of at least `leastMs`. */
function play(recipe: Recipe, random: Random, leastMs = 0): Scene {
  const { voice, robot: lines, customer: answers, announcement } = phrases[recipe.language] ?? phrases['en']!;
  const voiceOf = (): Voice => ({ name: voice + random.pick(variants), speed: Math.round(random.between(125, 185)), pitch: Math.round(random.between(15, 80)) });
  const [robotVoice, customerVoice, network] = [voiceOf(), voiceOf(), voiceOf()];
  const robotParts: { sound: Signal; atMs: number }[] = [];
  const customerParts: { sound: Signal; atMs: number }[] = [];
  const turns: Turn[] = [];
  let said: { sound: Signal; atMs: number } | null = null;
  let now = random.between(400, 2500);

  if (recipe.hasAnnouncement) {
    for (let ring = 0; ring < 2; ring++, now += 3000) robotParts.push({ sound: tones(1000, random.pick([[425], [440, 480]]), recipe.robotDb - 6), atMs: now });
    const sound = atLevel(say(announcement, recipe.isOwnAnnouncement ? robotVoice : network), recipe.robotDb - 2);
    robotParts.push({ sound, atMs: now });
    now += msOf(sound) + random.between(600, 2500);
  }

  if (recipe.hasMusic && recipe.music === 'before') {
    const music = holdMusic(random.between(3000, 7000), recipe.robotDb - 3, random);
    robotParts.push({ sound: music, atMs: now });
    now += msOf(music) + random.between(200, 900);
  }

  let before: 'ROBOT' | 'PERSON' | null = random() < 0.15 ? 'ROBOT' : null;
  let musicAfter = recipe.hasMusic && recipe.music === 'between' ? Math.floor(recipe.turns / 2) : -1;
  let latestEnd = 0;
  for (let index = 0; index < recipe.turns || now < leastMs; index++) {
    const type: Turn['type'] = before === 'ROBOT' && !recipe.isMonologue && random() >= recipe.inARow ? 'PERSON' : 'ROBOT';
    const text = random.pick(type === 'ROBOT' ? lines : answers);
    const sound = type === 'ROBOT' ? atLevel(say(text, robotVoice), recipe.robotDb) : atLevel(say(text, customerVoice), recipe.customerDb + random.between(-2, 2));
    const last = turns.at(-1);
    let startMs = Math.round(last === undefined ? now : latestEnd + recipe.pauses * (type === before ? random.between(250, 1100) : random.between(200, 1600)));
    if (type === 'PERSON' && last?.type === 'ROBOT' && random() < recipe.bargeIn && last.endMs - last.startMs > 1500) {
      startMs = Math.round(Math.max(last.startMs + 900, last.endMs - random.between(300, 2500)));
      if (random() < 0.5) {
        // The robot falls silent.
        const part = said!;
        const stopMs = Math.round(Math.min(last.endMs, startMs + random.between(250, 700)));
        part.sound = part.sound.slice(0, (stopMs - last.startMs) * 8);
        turns[turns.length - 1] = { ...last, endMs: stopMs };
      }
    } else if (type === 'ROBOT' && last?.type === 'PERSON' && random() < recipe.impatience && last.endMs - last.startMs > 800) {
      const robotEnd = turns.findLast((turn) => turn.type === 'ROBOT')?.endMs ?? 0;
      startMs = Math.round(Math.max(last.startMs + 400, robotEnd + 200, last.endMs - random.between(200, 900)));
    }
    const part = { sound, atMs: startMs };
    (type === 'ROBOT' ? robotParts : customerParts).push(part);
    if (type === 'ROBOT') said = part;
    turns.push({ type, text, startMs, endMs: startMs + msOf(sound) });
    latestEnd = Math.max(...turns.slice(-2).map(({ endMs }) => endMs));
    before = type;
    now = latestEnd;
    if (type === 'ROBOT' && musicAfter >= 0 && index >= musicAfter) {
      musicAfter = -1;
      const music = holdMusic(random.between(4000, 9000), recipe.robotDb - random.between(0, 6), random);
      robotParts.push({ sound: music, atMs: latestEnd + random.between(100, 600) });
      latestEnd = Math.round(robotParts.at(-1)!.atMs + msOf(music) + random.between(50, 500));
      before = 'PERSON';
    }
    if (recipe.hasMurmurs && type === 'ROBOT' && random() < 0.5) {
      const murmur = atLevel(say(random.pick(['mhm', 'aha', 'hm']), customerVoice), recipe.customerDb - 6);
      customerParts.push({ sound: murmur, atMs: startMs + random.between(0.3, 0.8) * msOf(sound) });
    }
    if (recipe.hasCoughs && random() < 0.35) customerParts.push({ sound: cough(recipe.customerDb + 2, random), atMs: latestEnd + random.between(-1500, 150) });
    if (recipe.hasKeys && random() < 0.3) {
      const keys = dialled(random.pick(['1', '19', '3020']), recipe.customerDb);
      (random() < 0.7 ? customerParts : robotParts).push({ sound: keys, atMs: latestEnd + 300 });
      latestEnd += 300 + msOf(keys) + 200;
    }
  }

  const totalMs = Math.max(leastMs, latestEnd + random.between(300, 2500));
  const robot = silence(totalMs);
  const customer = silence(totalMs);
  for (const { sound, atMs } of robotParts) add(robot, sound, Math.round(atMs));
  for (const { sound, atMs } of customerParts) add(customer, sound, Math.round(atMs));
  if (recipe.hasMusic && recipe.music === 'under') add(robot, holdMusic(totalMs, recipe.robotDb - 22, random), 0);
  if (recipe.hasComfortNoise) addComfortNoise(robot, turns, totalMs, random);
  if (recipe.roomDb !== null) add(customer, roomNoise(totalMs, recipe.roomDb, random), 0);
  if (recipe.spoilt === 'no-robot') robot.fill(0);
  return { robot, customer, turns };
}

/** What the far end makes where nobody speaks, which stops when the robot does. */
function addComfortNoise(robot: Signal, turns: readonly Turn[], totalMs: number, random: Random): void {
  let from = 0;
  for (const { startMs, endMs } of [...turns.filter(({ type }) => type === 'ROBOT'), { startMs: totalMs, endMs: totalMs }]) {
    if (startMs - 200 > from) add(robot, whiteNoise(startMs - 200 - from, random.between(-54, -48), random), from);
    from = endMs + 200;
  }
}
