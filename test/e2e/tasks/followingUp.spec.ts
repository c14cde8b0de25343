import { aCall, aDay } from './day.ts';
import { expect, test, within } from './operator.ts';
import { chosenLine, expectOpen, paneOf, rowsOf, saidOf, viewsOf } from './screen.ts';
import { storedCall } from './stored.ts';

/** Nine in the morning, so many days from now, local time. */
function morning(days: number): number {
  const then = new Date();
  then.setDate(then.getDate() + days);
  return then.setHours(9, 0, 0, 0);
}

test('sets a follow-up for tomorrow morning, finds it, puts it off and does it', within(30), async ({ page, earshot, operator, push, openPage }) => {
  await push([...aDay(), aCall('later', { calledPhoneNumber: '447700900001' })]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-later');
  const when = page.getByRole('textbox', { name: 'When' });
  const dueAtMs = async (): Promise<number | undefined> => (await storedCall(earshot, 'later')).review.followUp?.dueAtMs;
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900001');
  await operator.press('f');
  await expect(when).toBeFocused();
  await operator.type('tomorrow');
  await operator.press('Enter');
  await expect(saidOf(page)).toContainText('follow-up set');
  expect(await dueAtMs()).toBe(morning(1));
  await operator.press('Escape');

  await expect(viewsOf(page).getByRole('button', { name: 'Follow-up, 1' })).toBeVisible();
  await operator.press('Control+k');
  await operator.type('foll');
  await expect(chosenLine(page)).toHaveText(/^Follow-up/);
  await operator.press('Enter');
  await expect(rowsOf(page)).toHaveCount(1);
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900001');
  await operator.press('f');
  await expect(when).toBeFocused();
  await operator.type('3d');
  await operator.press('Enter');
  await expect.poll(dueAtMs).toBe(morning(3));
  await expect(when).toBeHidden();

  await operator.press('1', 'Shift+F');
  await expect(paneOf(page).getByRole('button', { name: 'Follow up', exact: true })).toBeVisible();
  await expect(viewsOf(page).getByRole('button', { name: 'Follow-up', exact: true })).toBeVisible();
  expect((await storedCall(earshot, 'later')).review).toMatchObject({ outcome: 'Called back', followUp: null });
});

test('is reminded of a follow-up that fell due, and opens it from the list of those', within(12), async ({ page, earshot, operator, push, openPage }) => {
  await push([...aDay(), aCall('due', { calledPhoneNumber: '447700900001' })]);
  await openPage();
  await expect(rowsOf(page).first()).toHaveAttribute('id', 'call-due');
  const dueAtMs = Date.now() + 1500;
  const url = earshot.apiUrl.replace(/\/api$/, '/rpc/reviews/set');
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${earshot.apiKey}` }, body: JSON.stringify({ json: { callIds: ['due'], change: { followUp: { dueAtMs, text: 'Has the offer come?' } } } }) });
  await expect(viewsOf(page).getByRole('button', { name: 'Follow-up, 1 due of 1' })).toBeVisible();
  await operator.press('Control+k');
  await operator.type('foll');
  await expect(chosenLine(page)).toHaveText(/^Follow-up/);
  await operator.press('Enter');
  await expect(rowsOf(page)).toHaveCount(1);
  await operator.press('j', 'Enter');
  await expectOpen(page, '+44 7700 900001');
  await operator.press('f');
  await expect(page.getByRole('textbox', { name: 'What for' })).toHaveValue('Has the offer come?');
});
