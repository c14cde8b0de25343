import { aPushedRecord, endedNow } from '../support/pushes.ts';
import { accessibilityProblems } from './accessibility.ts';
import { aSamplePush, openCall } from './callPane.ts';
import { expect, test } from './fixture.ts';

test('the head tells who, when and how; the facts hold every digit', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en', { robotCallJobId: '9223372036854775807', pay: '0.04100000000000000000001' });
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await expect(pane.getByRole('heading', { level: 2 })).toContainText('0417');
  await expect(pane.getByText('talked 0:17')).toBeVisible();
  await expect(pane.getByText('robot hung up')).toBeVisible();
  await expect(pane.getByText('$0.04100000000000000000001')).toBeVisible();
  await expect(pane.getByText('Task 9223372036854775807')).toBeVisible();
  await pane.getByRole('button', { name: /^Facts and variables/ }).click();
  await expect(pane.getByText(call.callId)).toBeVisible();
  await expect(pane.getByText('RV-20418')).toBeVisible();
  await expect(pane.getByText('brought the call')).toBeVisible();
});

test('a revision changes the opened call in place, and is told as a delivery', async ({ page, earshot, openPage, push }) => {
  const call = aSamplePush('answered-en');
  await openPage();
  await push(call);
  const pane = await openCall(page, earshot.uiUrl, call.callId);
  await pane.getByRole('button', { name: /^Facts and variables/ }).click();
  await push(aSamplePush('answered-en', { intentLevelDetailName: 'C (thinks it over)' }));
  await expect(pane.locator('header').getByText('thinks it over')).toBeVisible();
  await expect(pane.getByText('told something else')).toBeVisible();
});

test('the facts say whether the operator was told of the call, and why or why not', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push({ callId: 'quiet', resultStatus: 'BUSY', calledPhoneNumber: '525512345678', ...endedNow() });
  const quiet = await openCall(page, earshot.uiUrl, 'quiet');
  await expect(quiet.locator('[data-alerts]')).toContainText('Not told: “Not reached” says nothing');
  const told = aSamplePush('answered-en', endedNow());
  await push(told);
  const pane = await openCall(page, earshot.uiUrl, told.callId);
  await pane.getByRole('button', { name: /^Facts and variables/ }).click();
  // At first it waits for its window to end.
  await expect(pane.locator('[data-alerts]')).toContainText('Told: by “Answered”');
});

test('an unanswered call says so in one sentence and shows its facts', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push({ callId: 'nobody', resultStatus: 'NO_ANSWER', calledPhoneNumber: '525512345678', callCount: 2 });
  const pane = await openCall(page, earshot.uiUrl, 'nobody');
  await expect(pane.getByTestId('call-empty')).toHaveText('Nobody was spoken to: No answer. 2nd try.');
  await expect(pane.getByRole('slider')).toHaveCount(0);
  await expect(pane.getByText('Call id')).toBeVisible();
});

test('an unknown status, an unknown speaker and a call without recordings show as they came', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push({ callId: 'odd', resultStatus: 'LINE_INTERCEPT', lineStatus: 'CUT' });
  let pane = await openCall(page, earshot.uiUrl, 'odd');
  await expect(pane.getByTestId('call-empty')).toContainText('LINE_INTERCEPT');
  await expect(pane.getByText('lineStatus')).toBeVisible();

  await push({ callId: 'words', resultStatus: 'ANSWERED', callDetailList: [{ text: 'Press one.', type: 'IVR' }] });
  pane = await openCall(page, earshot.uiUrl, 'words');
  await expect(pane.getByText('No recording was pushed of this call.')).toBeVisible();
  await expect(pane.getByRole('listitem').filter({ hasText: 'Press one.' })).toContainText('Unknown speaker');
});

test('a call that is not there offers the way back', async ({ page, earshot, openPage }) => {
  await openPage();
  await page.goto(new URL('/?call=9223372036854775807', earshot.uiUrl).href);
  await expect(page.getByText('There is no call with this id: 9223372036854775807')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the calls' }).click();
  await expect(page.getByTestId('call')).toHaveCount(0);
});

test('a call that takes its time shows what the list knows of it, then its lanes as lines', async ({ page, push, openPage }) => {
  await push(aPushedRecord());
  await openPage();
  const held = Promise.withResolvers<void>();
  await page.route('**/rpc/calls/get', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.getByRole('option').click();
  const call = page.getByTestId('call');
  await expect(call.getByRole('heading', { name: '+44 7700 900123' })).toBeVisible();
  await expect(call.getByText('customer hung up')).toBeVisible();
  const head = await call.locator('.call-header').boundingBox();
  await expect(call.locator('.call-loading-lanes')).toBeVisible();
  held.resolve();
  await expect(call.getByText('Yes, go ahead.')).toBeVisible();
  expect(await call.locator('.call-header').boundingBox()).toEqual(head);
});

test('a call that cannot be loaded can be tried again', async ({ page, openPage, push }) => {
  await openPage();
  await push({ callId: 'shy', resultStatus: 'BUSY', calledPhoneNumber: '525512345678' });
  await page.route('**/rpc/calls/get', (route) => route.abort());
  await page.getByText('+52 55 1234 5678').click();
  await expect(page.getByText('The call could not be loaded')).toBeVisible();
  await page.unroute('**/rpc/calls/get');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('call-empty')).toContainText('Busy');
});

test('hostile text breaks nothing', async ({ page, earshot, openPage, push }) => {
  const hostile = `\u202eevil <img src=x onerror=alert(1)> ${'LONGWORD'.repeat(60)} مرحبا`;
  await openPage();
  await push({
    callId: 'hostile',
    resultStatus: hostile,
    calledPhoneNumber: '9'.repeat(300),
    intentLevelDetailName: hostile,
    hangupBy: hostile,
    properties: { [hostile]: hostile.repeat(40), name: hostile },
    callRecordTagNames: Array.from({ length: 80 }, () => hostile),
    callDetailList: [{ text: hostile.repeat(10), type: 'PERSON', startOffset: 0, endOffset: 10 }],
  });
  const pane = await openCall(page, earshot.uiUrl, 'hostile');
  await pane.getByRole('button', { name: /^Facts and variables/ }).click();
  const wide = await pane.evaluate((element) => [element.scrollWidth - element.clientWidth, document.documentElement.scrollWidth - window.innerWidth]);
  expect(wide).toEqual([0, 0]);
  await expect(pane.getByRole('button', { name: 'Close call' })).toBeInViewport();
  await pane.getByRole('button', { name: /^Show all/ }).first().click();
  await expect(pane.getByRole('button', { name: 'Show less' })).toHaveCount(1);
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  expect(await accessibilityProblems(page, { include: '[data-testid="call"]' })).toEqual([]);
});

test('2,000 sentences scroll with a bounded number of rows', async ({ page, earshot, openPage, push }) => {
  await openPage();
  await push({
    callId: 'long',
    resultStatus: 'ANSWERED',
    callDetailList: Array.from({ length: 2000 }, (_, index) => ({ text: `Sentence ${index}`, type: index % 2 === 0 ? 'ROBOT' : 'PERSON' })),
  });
  const pane = await openCall(page, earshot.uiUrl, 'long');
  await expect(pane.getByText('Sentence 0', { exact: true })).toBeVisible();
  await pane.getByTestId('transcript').evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(pane.getByText('Sentence 1999')).toBeVisible();
  expect(await pane.getByRole('listitem').count()).toBeLessThan(80);
});
