import type { Locator } from '@playwright/test';
import { robotTimes } from '../support/sampleTruth.ts';
import { accessibilityProblems } from './accessibility.ts';
import { boxOf } from './boxOf.ts';
import { aSampleFile, aSamplePush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

/** The core has to fetch both recordings, and to listen to them. */
const listened = { timeout: 20_000 };
const part = (within: Locator, name: string): Locator => within.locator(`[part~="${name}"]`);

const momentMs = async (pane: Locator): Promise<number> => {
  const [, minutes = Number.NaN, seconds = Number.NaN] = /(\d+):([\d.]+)/.exec((await pane.getByTestId('moment').textContent()) ?? '') ?? [];
  return Number(minutes) * 60_000 + Number(seconds) * 1000;
};

test('an opened call gets the robot’s lane as soon as its times were worked out, and it is where the robot is heard', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en');
  const robot = robotTimes['answered-en'] ?? [];
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.locator('.lane-name').nth(1)).toHaveText(/^Robot.*est\.$/, listened);
  await expect(pane.getByTestId('wave-composite')).toHaveAttribute('data-state', 'ready');
  const marks = part(pane, 'robot').and(part(pane, 'estimated'));
  await expect(marks).toHaveCount(robot.length);
  await expect(part(pane, 'customer')).toHaveCount(2);
  await expect(part(pane, 'customer').and(part(pane, 'estimated'))).toHaveCount(0);
  await expect(pane.getByTestId('figures')).toContainText('≈ 24 % customer');

  const totalMs = (aSampleFile('answered-en', 'ai_user.wav').length - 44) / 16;
  const lane = await boxOf(pane.getByTestId('wave-composite'));
  for (const [at, [startMs, endMs]] of robot.entries()) {
    const mark = await boxOf(marks.nth(at));
    expect(Math.abs(((mark.x - lane.x) / lane.width) * totalMs - startMs), `left edge of sentence ${at}`).toBeLessThan(250);
    expect(Math.abs(((mark.x + mark.width - lane.x) / lane.width) * totalMs - endMs), `right edge of sentence ${at}`).toBeLessThan(250);
  }
  await pane.getByText('Four hundred and twenty pounds').click();
  expect(Math.abs((await momentMs(pane)) - (robot[1]?.[0] ?? 0))).toBeLessThan(250);
  await expect(pane.locator('[aria-current="true"]')).toHaveText(/≈ 0:07.*Four hundred/);
  expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
});

test('where the recordings are swapped nothing is drawn, and it is said why', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en');
  const { fullAudioUrl, customerAudioUrl } = call as { readonly fullAudioUrl?: string; readonly customerAudioUrl?: string };
  await openPage();
  await push({ ...call, fullAudioUrl: customerAudioUrl, customerAudioUrl: fullAudioUrl });
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByTestId('who-spoke')).toHaveText('Not known who spoke when. The two recordings seem to be swapped.', listened);
  await expect(pane.locator('.lane-name').nth(1)).toHaveText('Both voicesno times');
  await expect(part(pane, 'robot')).toHaveCount(0);
  await expect(pane.getByTestId('figures')).toHaveCount(0);
});
