import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

test('a call that was pushed is in the feed and opens, over the port', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  await desktop.push(aPushedRecord({ callId: '9223372036854770001' }));
  const row = page.getByRole('option', { name: /\+44 7700 900123/ });
  await expect(row, 'it came without a reload').toBeVisible();
  await row.click();
  await expect(page.getByTestId('call').getByText('Yes, go ahead.')).toBeVisible();
  await expect(page).toHaveURL(/call=9223372036854770001/);
  await expect(page.getByRole('button', { name: /^Listening/ })).toBeVisible();
});

test('a page that is loaded again gets another port, and what came meanwhile', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord());
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('option')).toHaveCount(1);
  await desktop.push(aPushedRecord({ callId: 'call-2' }));
  await expect(page.getByRole('option')).toHaveCount(2);
});

test('a page that asks again gets another port for the one it had, which is closed', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  await desktop.push(aPushedRecord());
  await expect(page.getByRole('option')).toHaveCount(1);
  const wasLost = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver((_changes, observer) => {
          const words = document.querySelector('[role="alert"]')?.textContent ?? '';
          if (words === '') return;
          observer.disconnect();
          resolve(words);
        }).observe(document, { childList: true, subtree: true });
        window.postMessage('earshot:port-wanted', window.location.origin);
      }),
  );
  expect(await wasLost).toContain('Not connected to Earshot since');
  await desktop.push(aPushedRecord({ callId: 'call-2' }));
  await expect(page.getByRole('option'), 'the page has connected again').toHaveCount(2);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
