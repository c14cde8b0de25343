import { createHash } from 'node:crypto';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import { effectiveTime, type EffectiveTime } from '#shared/model/sentenceTimes.ts';
import type { Utterance } from '#shared/model/utterance.ts';
import type { EmbeddedSound, FileFacts } from './embedded.ts';
import type { EvidenceJob } from './job.ts';
import { outlineHeight, outlineWidth } from './outline.ts';
import { playEvidence } from './pageScript.ts';
import { pageStyle } from './pageStyle.ts';
import { lengthText, momentText, wordedFacts, type Texts } from './words.ts';

/** A recording as the page shows it. */
export interface ShownRecording {
  readonly recording: Recording;
  /** Of the file that was fetched; null where it is not here. */
  readonly fetched: FileFacts | null;
  /** Null where no sound of it is in the page. */
  readonly embedded: EmbeddedSound | null;
  readonly outline: string | null;
}

/** A sentence with its time as the screen has it. */
type TimedUtterance = Pick<Utterance, 'speaker' | 'text'> & EffectiveTime;

/** Text as HTML, in elements and attributes. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replaceAll(/[&<>"'\0]/g, (letter) => (letter === '\0' ? '\uFFFD' : `&#${letter.charCodeAt(0)};`));
}

const script = `(${playEvidence.toString()})();`;
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** Nothing from anywhere, and of scripts and styles only the page's own. */
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(pageStyle)}; media-src blob:; base-uri 'none'; form-action 'none'`;

/** Everything of the page before the sounds. */
export function pageHead({ call, result, notes, madeAtMs, version }: EvidenceJob, shown: readonly ShownRecording[], t: Texts): string {
  const phone = call.phone ?? t('noPhone');
  const title = t('title', { phone, when: momentText(call.startedAtMs ?? call.receivedAtMs) });
  const utterances = call.utterances.map((utterance) => ({ ...utterance, ...effectiveTime(utterance, call.timing.shiftMs) }));
  const facts = wordedFacts(call, { result, notes }, t);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Earshot ${escapeHtml(version)}">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1><bdi>${escapeHtml(phone)}</bdi></h1>
<p class="meta"><bdi>${escapeHtml(result)}</bdi> · ${escapeHtml(momentText(call.startedAtMs ?? call.receivedAtMs))}</p>
</header>
<main>
${player(utterances, shown, t)}
<section aria-labelledby="transcript"><h2 id="transcript">${t('transcript')}</h2>
${transcript(utterances, totalMsOf(shown), shown.some(({ embedded }) => embedded !== null), t)}${timesNote(utterances, call.timing, t)}
</section>
<section aria-labelledby="facts"><h2 id="facts">${t('facts')}</h2>
<dl>${facts.map(({ label, value }) => `<dt>${escapeHtml(label)}</dt><dd dir="auto">${escapeHtml(value)}</dd>`).join('\n')}</dl>
</section>
<section aria-labelledby="about"><h2 id="about">${t('about')}</h2>
<p>${escapeHtml(t('made', { when: momentText(madeAtMs), version }))}</p>
${shown.map((one) => provenance(one, t)).join('\n')}
</section>
</main>
`;
}

/** What stands around the base64 of a sound. */
export function soundIsland(kind: RecordingKind, { contentType, sha256 }: EmbeddedSound): { readonly before: string; readonly after: string } {
  return { before: `<script type="text/plain" id="sound-${kind}" data-type="${escapeHtml(contentType)}" data-sha256="${sha256}">`, after: '</script>\n' };
}

/** Everything after the sounds. */
export function pageTail(): string {
  return `<script>${script}</script>\n</body>\n</html>\n`;
}

/** Of the longest recording that is in the page; 0 where none is. */
function totalMsOf(shown: readonly ShownRecording[]): number {
  return Math.max(0, ...shown.map(({ embedded, recording }) => (embedded === null ? 0 : (recording.durationMs ?? 0))));
}

const playIcon = '<svg class="is-paused" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M6 4v16l14-8z"/></svg><svg class="is-playing" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="M6 4h4v16H6zM14 4h4v16h-4z"/></svg>';

function player(utterances: readonly TimedUtterance[], shown: readonly ShownRecording[], t: Texts): string {
  const here = shown.filter(({ embedded }) => embedded !== null);
  const [first] = here;
  if (first === undefined) return '';
  const totalMs = totalMsOf(shown);
  const voices =
    here.length < 2
      ? ''
      : `<fieldset><legend>${t('heard')}</legend>${here
          .map(({ recording: { kind } }, at) => `<label><input type="radio" name="voice" value="${kind}"${at === 0 ? ' checked' : ''}>${t(`lane.${kind}`)}</label>`)
          .join('')}</fieldset>`;
  return `<section class="player" aria-label="${t('sound')}">
${here.toReversed().map((one) => lane(one, utterances, totalMs, t)).join('\n')}
<div class="controls">
<button type="button" id="play" data-state="paused" data-play="${t('play')}" data-pause="${t('pause')}" aria-label="${t('play')}">${playIcon}</button>
<button type="button" data-by="-5000" aria-label="${t('back')}">−5 s</button>
<button type="button" data-by="5000" aria-label="${t('forward')}">+5 s</button>
<input type="range" id="position" min="0" max="${String(totalMs)}" step="any" value="0" aria-label="${t('position')}">
<span id="clock">0:00 / ${lengthText(totalMs)}</span>
${voices}
</div>
<audio id="sound" preload="auto" hidden></audio>
<p id="problem" role="alert" hidden>${t('unplayable')}</p>
<noscript><p>${t('noScripts')}</p></noscript>
</section>
<p class="note keys">${escapeHtml(t('keys'))}</p>`;
}

/** The waves of a recording, twice: what has been played, and all of it. Sentences lie behind. */
function lane({ recording: { kind, durationMs }, outline }: ShownRecording, utterances: readonly TimedUtterance[], totalMs: number, t: Texts): string {
  const speaker = kind === 'customer' ? 'customer' : 'robot';
  const said = utterances.flatMap(({ speaker: who, startMs, endMs, source }) => {
    if (who !== speaker || startMs === null || endMs === null || source === 'unknown' || endMs <= startMs || startMs >= totalMs) return [];
    return [`<rect class="said ${who} ${source}" x="${String(startMs)}" y="1" width="${String(Math.min(endMs, totalMs) - startMs)}" height="62" vector-effect="non-scaling-stroke"/>`];
  });
  // The recordings begin together; the shorter one ends before the lane does.
  const share = durationMs === null || durationMs === 0 ? 1 : durationMs / totalMs;
  const wave = (state: 'played' | 'unplayed'): string =>
    outline === null
      ? ''
      : `<svg class="wave ${state}" viewBox="0 0 ${(outlineWidth / share).toFixed(1)} ${String(outlineHeight)}" preserveAspectRatio="none" aria-hidden="true"><path fill="currentColor" d="${outline}"/></svg>`;
  return `<div class="lane" data-kind="${kind}"><p class="lane-name">${t(`lane.${kind}`)}</p><div class="lane-area"><svg viewBox="0 0 ${String(Math.max(1, totalMs))} 64" preserveAspectRatio="none" aria-hidden="true">${said.join('')}</svg>${wave('unplayed')}${wave('played')}</div></div>`;
}

function transcript(utterances: readonly TimedUtterance[], totalMs: number, canHear: boolean, t: Texts): string {
  if (utterances.length === 0) return `<p>${escapeHtml(t('noSentences'))}</p>`;
  const starts = utterances.flatMap(({ startMs }) => (startMs === null ? [] : [startMs])).toSorted((a, b) => a - b);
  const rows = utterances.map(({ speaker, text, startMs, endMs, source }) => {
    const isTimed = startMs !== null && startMs >= 0 && source !== 'unknown';
    const time = isTimed ? `${source === 'estimated' ? '≈ ' : ''}${lengthText(startMs)}${source === 'corrected' ? ' *' : ''}` : '';
    const canGoTo = isTimed && canHear && startMs <= totalMs;
    // One without an end lasts until the next one starts.
    const lastsTo = isTimed && endMs !== null && endMs > startMs ? endMs : (starts.find((other) => startMs !== null && other > startMs) ?? totalMs);
    const label = t(source === 'estimated' ? 'hearFromAbout' : 'hearFrom', { time: isTimed ? lengthText(startMs) : '' });
    const shownTime = canGoTo ? `<button type="button" aria-label="${escapeHtml(label)}">${time}</button>` : `<span>${time}</span>`;
    return `<li class="sentence of-${speaker}"${canGoTo ? ` data-start="${String(startMs)}" data-end="${String(lastsTo)}"` : ''}>${shownTime}<span class="speaker">${escapeHtml(t(`speaker.${speaker}`))}</span><p class="text" dir="auto">${escapeHtml(text)}</p></li>`;
  });
  return `<ol>${rows.join('\n')}</ol>`;
}

/** Whose the times are, and why some are not known. */
function timesNote(utterances: readonly TimedUtterance[], { why, shiftMs }: EvidenceJob['call']['timing'], t: Texts): string {
  if (utterances.length === 0) return '';
  const isKnown = utterances.every(({ startMs }) => startMs !== null);
  const seconds = `${shiftMs < 0 ? '−' : '+'}${(Math.abs(shiftMs) / 1000).toFixed(2)}`;
  const said = [t('timing'), isKnown ? null : why, shiftMs === 0 ? null : t('shifted', { seconds })].filter((part) => part !== null);
  return `\n<p class="note">${escapeHtml(said.join(' '))}</p>`;
}

/** Where a recording is from, and what of it is in the page. */
function provenance({ recording, fetched, embedded }: ShownRecording, t: Texts): string {
  const { kind, url, isOld } = recording;
  const rows: [label: string, html: string][] = [];
  const size = ({ bytes, sha256 }: FileFacts): string => `${escapeHtml(t('recording.bytes', { count: bytes }))}, ${t('recording.digest')} <span class="digest">${sha256}</span>`;
  if (url !== null) rows.push([t(isOld ? 'recording.fromEarlier' : 'recording.from'), `<bdi>${escapeHtml(url)}</bdi>`]);
  if (fetched !== null) rows.push([t('recording.asFetched'), size(fetched)]);
  if (embedded === null) rows.push([t('recording.inHere'), escapeHtml(t('recording.not', { why: whyNot(recording, fetched, t) }))]);
  else {
    rows.push([
      t('recording.inHere'),
      `${t(`recording.form.${embedded.form}`)}${embedded.form === 'as-fetched' ? '' : `; ${size(embedded)}`}<br><span class="check" data-check="${kind}" data-same="${escapeHtml(t('check.same'))}" data-other="${escapeHtml(t('check.other'))}"></span>`,
    ]);
  }
  return `<h3>${t(`lane.${kind}`)}</h3><dl>${rows.map(([label, html]) => `<dt>${escapeHtml(label)}</dt><dd>${html}</dd>`).join('')}</dl>`;
}

function whyNot({ state, reason, codec }: Recording, fetched: FileFacts | null, t: Texts): string {
  if (fetched !== null) return t('recording.whyNot.unplayable', { codec: codec ?? '?' });
  if (state === 'ready') return t('recording.whyNot.lost');
  const why = t(`recording.whyNot.${state}`);
  return state === 'unavailable' && reason !== null ? `${why} ${t(`player:gaveUp.${reason}`)}.` : why;
}
