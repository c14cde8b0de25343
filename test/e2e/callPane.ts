import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { robotTimes } from '../support/sampleTruth.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples');

/** A sample call's push whose recordings come from the samples that ship with Earshot. */
export function aSamplePush(name: string, overrides: Readonly<Record<string, unknown>> = {}): { readonly callId: string } {
  const text = readFileSync(join(samples, name, 'push.json'), 'utf8').replaceAll('{{recordings}}', 'https://samples.earshot.invalid');
  return { ...(JSON.parse(text) as { callId: string }), ...overrides };
}

interface PushedSentence {
  readonly type: string;
  readonly text: string;
  readonly startOffset?: number;
  readonly endOffset?: number;
}

function sentencesOf(push: object): readonly PushedSentence[] {
  return (push as { callDetailList: readonly PushedSentence[] }).callDetailList;
}

/** A sample's push with the customer's sentences only: nothing of its times is left to be found out. */
export function aCustomersPush(name: string): { readonly callId: string } {
  const push = aSamplePush(name);
  return { ...push, callDetailList: sentencesOf(push).filter(({ type }) => type === 'PERSON') } as { callId: string };
}

/** A sample's push with the robot's times as well, which are believed where the platform gives them. */
export function aTimedPush(name: string): { readonly callId: string } {
  const push = aSamplePush(name);
  const spans = (robotTimes[name] ?? []).values();
  const callDetailList = sentencesOf(push).map((sentence) => {
    const [startOffset, endOffset] = (sentence.type === 'ROBOT' ? spans.next().value : undefined) ?? [sentence.startOffset, sentence.endOffset];
    return Object.assign({}, sentence, { startOffset, endOffset });
  });
  return { ...push, callDetailList } as { callId: string };
}

/** A file of a sample call. */
export function aSampleFile(name: string, file: string): Buffer {
  return readFileSync(join(samples, name, file));
}

/** The sound of the English sample so many times over, as a WAV. */
export function repeated(file: string, times: number): Buffer {
  const sound = aSampleFile('answered-en', file);
  const at = sound.indexOf('data');
  const samples = sound.subarray(at + 8, at + 8 + sound.readUInt32LE(at + 4));
  const long = Buffer.concat([sound.subarray(0, at + 8), ...Array.from({ length: times }, () => samples)]);
  long.writeUInt32LE(samples.length * times, at + 4);
  long.writeUInt32LE(long.length - 8, 4);
  return long;
}

/** Goes to an opened call; the page must have its cookie already. */
export async function openCall(page: Page, uiUrl: string, callId: string): Promise<Locator> {
  await page.goto(new URL(`/?call=${callId}`, uiUrl).href);
  const pane = page.getByTestId('call');
  await pane.getByRole('heading', { level: 2 }).waitFor();
  return pane;
}

/** Of the page's picture of a lane: how many columns show something of its colour, and how many rows the tallest has. */
export async function drawnIn(lane: Locator, colour: 'blue' | 'grey or sand'): Promise<{ readonly columns: number; readonly tallest: number; readonly heights: number }> {
  const picture = (await lane.screenshot()).toString('base64');
  return lane.page().evaluate(
    async ([bytes, colour]) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const heights: number[] = [];
      for (let x = 0; x < image.width; x += 1) {
        let height = 0;
        for (let y = 0; y < image.height; y += 1) {
          const [red = 0, green = 0, blue = 0] = data.subarray((y * image.width + x) * 4);
          const isBlue = blue - red > 50;
          const isGrey = Math.abs(blue - red) < 24 && (red + green + blue) / 3 < 215;
          const isSand = red - blue > 40;
          if (colour === 'blue' ? isBlue : isGrey || isSand) height += 1;
        }
        heights.push(height);
      }
      return { columns: heights.filter((height) => height > 3).length, tallest: Math.max(...heights), heights: new Set(heights).size };
    },
    [picture, colour] as const,
  );
}

/** Position of the composite's sound itself, ms; the customer's has an element of its own where it came first. */
export function soundTimeMs(page: Page): Promise<number> {
  return page.evaluate(() => (document.querySelector<HTMLAudioElement>('audio[data-sound="composite"]')?.currentTime ?? Number.NaN) * 1000);
}

/** Chooses what is heard. */
export async function hear(pane: Locator, side: 'Both' | 'Customer' | 'Robot'): Promise<void> {
  await pane.getByRole('radiogroup', { name: 'What is heard' }).locator('label').filter({ hasText: side }).click();
}
