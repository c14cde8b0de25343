import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallDetail } from '#shared/model/call.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import type { Utterance } from '#shared/model/utterance.ts';
import { evidenceJobSchema, writeEvidence, type EvidenceJob } from '../../../../electron/core/recordings/evidence/index.ts';
import { openSound } from '../../../../electron/core/recordings/sound/openSound.ts';
import { playablePath, prepareSound } from '../../../../electron/core/recordings/sound/index.ts';
import { aCallDetail, anUtterance, aRecording } from '../../../support/calls.ts';
import { soundBytes } from '../../../support/sounds.ts';
import { asPcm16, aTone, aWav } from '../../../support/wav.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-evidence-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const kindOf = (kind: RecordingKind, overrides: Partial<Recording> = {}): Recording => aRecording({ kind, url: `https://r.example/${kind}.wav`, durationMs: 2000, ...overrides });
const aSentence = (index: number, text: string, overrides: Partial<Utterance> = {}): Utterance =>
  anUtterance({ index, speaker: 'customer', text, startMs: index * 500, endMs: index * 500 + 400, timing: 'given', ...overrides });

interface Given {
  readonly call?: Partial<CallDetail>;
  readonly sounds?: Readonly<Partial<Record<RecordingKind, { readonly bytes: Buffer; readonly name?: string; readonly contentType?: string }>>>;
}

async function write({ call = {}, sounds = {} }: Given): Promise<string> {
  const kept: EvidenceJob['sounds'][number][] = [];
  for (const kind of ['composite', 'customer'] as const) {
    const sound = sounds[kind];
    if (sound === undefined) continue;
    const path = join(dir, sound.name ?? `${kind}.wav`);
    writeFileSync(path, sound.bytes);
    const prepared = await prepareSound(path);
    kept.push({ kind, path, besidePath: prepared.verdict === 'ok' && prepared.playable === 'beside' ? playablePath(path) : null, contentType: sound.contentType ?? 'audio/wav' });
  }
  const into = join(dir, 'page.html');
  const job = evidenceJobSchema.parse({
    call: aCallDetail({ callId: 'call-1', recordings: (Object.keys(sounds) as RecordingKind[]).map((kind) => kindOf(kind)), ...call }),
    result: 'Answered', notes: null, sounds: kept, madeAtMs: Date.UTC(2026, 10, 22, 12), version: '1.2.3', into,
  });
  const made = await writeEvidence(job);
  const html = readFileSync(into);
  expect(made).toEqual({ verdict: 'ok', bytes: html.length });
  return html.toString();
}

/** The sound of an island, and what the page says of it. */
function embeddedIn(html: string, kind: RecordingKind): { readonly type: string; readonly sha256: string; readonly bytes: Buffer } | null {
  const found = new RegExp(`<script type="text/plain" id="sound-${kind}" data-type="([^"]+)" data-sha256="([^"]+)">([A-Za-z0-9+/=]+)</script>`).exec(html);
  return found && { type: found[1]!, sha256: found[2]!, bytes: Buffer.from(found[3]!, 'base64') };
}

const tone = aWav({ data: asPcm16(aTone(2)) });

describe('writeEvidence', () => {
  it('has both recordings as they were fetched, with where they are from and their digests', async () => {
    const customer = aWav({ data: asPcm16(aTone(1)) });
    const html = await write({ sounds: { composite: { bytes: tone }, customer: { bytes: customer } } });
    for (const [kind, bytes] of [['composite', tone], ['customer', customer]] as const) {
      expect(embeddedIn(html, kind)).toEqual({ type: 'audio/wav', sha256: sha256(bytes), bytes });
      expect(html).toContain(`<bdi>https:&#47;&#47;r.example`.replaceAll('&#47;', '/'));
      expect(html).toContain(`<span class="digest">${sha256(bytes)}</span>`);
    }
    expect(html).toContain('as it was fetched, byte for byte');
    expect(html).toMatch(/Made on 22 November 2026 at \d\d:00:00 UTC\S* by Earshot 1\.2\.3/);
    expect(html.match(/<svg class="wave played"/g)).toHaveLength(2);
  });

  it('lets nothing out and runs its own script alone', async () => {
    const html = await write({ sounds: { composite: { bytes: tone } } });
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.replaceAll('&#39;', "'") ?? '';
    const inline = [...html.matchAll(/<(script|style)>([\s\S]*?)<\/\1>/g)].map(([, tag, text]) => `${tag}-src 'sha256-${createHash('sha256').update(text!).digest('base64')}'`);
    expect(policy.split('; ')).toEqual(["default-src 'none'", ...inline.toReversed(), 'media-src blob:', "base-uri 'none'", "form-action 'none'"]);
    expect(html).not.toMatch(/(?:src|href|action|srcset|style)=/);
  });

  it('shows what customers and platforms wrote as text, whatever it is', async () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(1)">'&amp;\0`;
    const bidi = '\u202Eabc\u2066';
    const html = await write({
      call: {
        callId: hostile, phone: hostile, customerName: hostile, taskId: hostile, intent: bidi, hungUpBy: hostile,
        utterances: [aSentence(0, hostile), aSentence(1, bidi), aSentence(2, 'مرحبا')],
        recordings: [kindOf('composite', { url: `https://r.example/${hostile}` })],
      },
      sounds: { composite: { bytes: tone } },
    });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\0');
    expect(html).toContain('&#60;/script&#62;&#60;script&#62;alert(1)');
    expect(html).toContain(`<p class="text" dir="auto">${bidi}</p>`);
    expect(html).toContain('<p class="text" dir="auto">مرحبا</p>');
    expect(/<title>(.*)<\/title>/.exec(html)?.[1]).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });

  it('tells given times from estimated ones, and goes to neither where none is known', async () => {
    const html = await write({
      call: {
        utterances: [
          aSentence(0, 'given'),
          aSentence(1, 'estimated', { speaker: 'robot', timing: 'estimated' }),
          aSentence(2, 'unknown', { startMs: null, endMs: null, timing: 'unknown' }),
          aSentence(3, 'without an end', { endMs: null }),
          aSentence(2, 'corrected', { corrected: { startMs: 1200, endMs: 1300 } }),
          aSentence(90, 'behind the sound'),
        ],
      },
      sounds: { composite: { bytes: tone } },
    });
    const rows = [...html.matchAll(/<li class="([^"]+)"([^>]*)>(.*?)<span class="speaker">(\w+)/g)].map(([, name, data, time, speaker]) => [name, data, time, speaker]);
    expect(rows).toEqual([
      ['sentence of-customer', ' data-start="0" data-end="400"', '<button type="button" aria-label="Hear from 0:00">0:00</button>', 'Customer'],
      ['sentence of-robot', ' data-start="500" data-end="900"', '<button type="button" aria-label="Hear from about 0:00">≈ 0:00</button>', 'Robot'],
      ['sentence of-customer', '', '<span></span>', 'Customer'],
      ['sentence of-customer', ' data-start="1500" data-end="45000"', '<button type="button" aria-label="Hear from 0:01">0:01</button>', 'Customer'],
      ['sentence of-customer', ' data-start="1200" data-end="1300"', '<button type="button" aria-label="Hear from 0:01">0:01 *</button>', 'Customer'],
      ['sentence of-customer', '', '<span>0:45</span>', 'Customer'],
    ]);
  });

  it('says that the operator moved all times, and why some are not known', async () => {
    const utterances = [aSentence(1, 'said'), aSentence(2, 'when?', { speaker: 'robot', startMs: null, endMs: null, timing: 'unknown' })];
    const timing = { state: 'unknown', reason: 'swapped', why: 'The two recordings seem to be <swapped>.', shiftMs: -120, hasCorrections: false } as const;
    const html = await write({ call: { utterances, timing }, sounds: { composite: { bytes: tone } } });
    expect(html).toContain('data-start="380" data-end="780"');
    expect(html).toContain('The operator moved all times by −0.12 s.');
    expect(html).toContain('A sentence without a time has none that is known. The two recordings seem to be &#60;swapped&#62;.');
    const known = await write({ call: { utterances: utterances.slice(0, 1), timing: { ...timing, state: 'solved', shiftMs: 0 } }, sounds: { composite: { bytes: tone } } });
    expect(known).not.toContain('The operator moved');
    expect(known).not.toContain('swapped');
  });

  it('says why a recording is not in it', async () => {
    const html = await write({
      call: { recordings: [kindOf('composite', { state: 'unavailable', reason: 'gone', url: 'https://r.example/x' }), kindOf('customer', { state: 'none', url: null })] },
    });
    expect(html).toContain('not: it could not be fetched. Expired before it could be fetched.');
    expect(html).toContain('not: no recording was pushed.');
    expect(html).not.toContain('<audio');
    expect((await write({ sounds: { composite: { bytes: soundBytes('gsm.wav') } } }))).toContain('it is sound of a kind that browsers do not play');
  });

  it('has what is kept for playing where browsers do not play what was fetched', async () => {
    const fetched = soundBytes('ima.wav');
    const html = await write({ sounds: { composite: { bytes: fetched } } });
    const beside = readFileSync(playablePath(join(dir, 'composite.wav')));
    expect(embeddedIn(html, 'composite')).toEqual({ type: 'audio/wav', sha256: sha256(beside), bytes: beside });
    expect(html).toContain(sha256(fetched));
    expect(html).toContain('as PCM, which was made of it');
  });

  it('makes an MP3 of a large sound, of the same length, and leaves a small code alone', async () => {
    const minutes = 11;
    const html = await write({
      call: { recordings: [kindOf('composite', { durationMs: minutes * 60_000 }), kindOf('customer')] },
      sounds: { composite: { bytes: aWav({ data: asPcm16(aTone(minutes * 60)) }) }, customer: { bytes: soundBytes('mono.mp3'), name: 'customer.mp3', contentType: 'audio/mpeg' } },
    });
    const mp3 = embeddedIn(html, 'composite');
    expect(mp3).toMatchObject({ type: 'audio/mpeg', sha256: sha256(mp3!.bytes) });
    expect(mp3!.bytes.length).toBeLessThan(3_000_000);
    writeFileSync(join(dir, 'embedded.mp3'), mp3!.bytes);
    let samples = 0;
    await (await openSound(join(dir, 'embedded.mp3')))?.decode?.({ begin: () => {}, push: (_, count) => void (samples += count) });
    expect(samples).toBe(minutes * 60 * 8000);
    expect(html).toContain('as MP3, which was made of it');
    expect(embeddedIn(html, 'customer')?.bytes.equals(soundBytes('mono.mp3'))).toBe(true);
    expect(readdirSync(dir).filter((name) => name.startsWith('page'))).toEqual(['page.html']);
  });
});
