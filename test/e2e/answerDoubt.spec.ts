import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { pushAnswerBody } from '#shared/model/pushAnswer.ts';
import { openStore } from '../../electron/core/store/index.ts';
import { aPush } from '../support/derivedStore.ts';
import { aPushedRecord } from '../support/pushes.ts';
import { startServe } from '../support/startServe.ts';
import type { StartedServe } from '../support/startServe.ts';
import { accessibilityProblems } from './accessibility.ts';
import { test as base, expect } from './fixture.ts';

const minutes = (count: number): number => count * 60_000;

/** An Earshot to which the platform has pushed two calls four times each, the last time two minutes ago. */
const test = base.extend<{ earshot: StartedServe }>({
  earshot: async ({ serveEnv }, give) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'earshot-doubt-'));
    const store = openStore({ file: join(dataDir, 'earshot.db') });
    store.recordAnswerForm(pushAnswerBody({ kind: 'json' }));
    const nowMs = Date.now();
    for (const agoMs of [minutes(9), minutes(8), minutes(6), minutes(2)]) {
      store.appendPushes(['call-1', 'call-2'].map((callId, at) => aPush(aPushedRecord({ callId }), { source: '203.0.113.24', receivedAtMs: nowMs - agoMs + at })));
    }
    store.close();
    try {
      await using earshot = await startServe({ dataDir, env: serveEnv });
      await give(earshot);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
});

const bannerOf = (page: Page): Locator => page.getByRole('alert').filter({ hasText: 'not to accept' });

test('says that pushes keep coming although they were acknowledged, and answers otherwise once told to', async ({ page, earshot, openPage }) => {
  expect(await (await earshot.push(aPushedRecord({ callId: 'before' }))).text()).toBe('{"status":"0","reason":"success"}');
  await openPage();
  const banner = bannerOf(page);
  await expect(banner).toContainText('up to 4 times since');
  expect(await accessibilityProblems(page, { include: '.banner' })).toEqual([]);
  await expect(banner.getByRole('button', { name: 'JSON' })).toHaveCount(0);
  await banner.getByRole('button', { name: 'the word success' }).click();
  // What came before was answered otherwise, so nothing is known against the new answer.
  await expect(banner).toHaveCount(0);
  const answer = await earshot.push(aPushedRecord({ callId: 'after' }));
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, 'text/plain; charset=utf-8', 'success']);
  expect(await earshot.getJson('/status')).toMatchObject({ answerDoubt: null });
});

test('leads to the field for an answer of one’s own, and back to it when asked again', async ({ page, earshot, openPage }) => {
  await openPage();
  const banner = bannerOf(page);
  const receiving = page.getByRole('region', { name: 'Receiving', exact: true });
  const current = receiving.getByRole('radiogroup', { name: 'Answer' }).getByRole('radio', { checked: true });
  await banner.getByRole('button', { name: 'Own text…' }).click();
  await expect(current).toBeFocused();
  await expect(current).toBeInViewport();
  await page.getByRole('region', { name: 'Screen', exact: true }).scrollIntoViewIfNeeded();
  await banner.getByRole('button', { name: 'Own text…' }).click();
  await expect(current).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await receiving.getByRole('textbox', { name: 'Text', exact: true }).fill('RECEIVED');
  await page.keyboard.press('Control+s');
  await expect(banner).toHaveCount(0);
  expect(await (await earshot.push(aPushedRecord({ callId: 'after' }))).text()).toBe('RECEIVED');
});

test('stays away once dismissed, until it happens anew', async ({ page, openPage }) => {
  await openPage();
  const banner = bannerOf(page);
  await banner.getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner).toHaveCount(0);
  await page.reload();
  await expect(page.locator('[role="option"]').first()).toBeVisible();
  await expect(banner).toHaveCount(0);
  // As if that had been before these pushes began to come again.
  await page.evaluate((atMs) => window.localStorage.setItem('earshot.answerDoubt.dismissedAt', String(atMs)), Date.now() - minutes(60));
  await page.reload();
  await expect(banner).toBeVisible();
});
