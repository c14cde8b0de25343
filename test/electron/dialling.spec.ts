import { aPushedRecord } from '../support/pushes.ts';
import { deskOf, expect, test } from './fixture.ts';

const lost = (callId: string, calledPhoneNumber: string) => aPushedRecord({ callId, calledPhoneNumber, resultStatus: 'TRANSFER_ARTIFICIAL' });

test('a number is handed to the program that calls it, and nothing else is', async ({ launch }) => {
  const desktop = await launch();
  const page = await deskOf(desktop);
  const before = page.url();
  await desktop.push(lost('call-1', '525512345678'));
  const card = page.getByRole('region', { name: 'Customers to call back' }).getByRole('article');
  await card.getByRole('link', { name: 'Call back' }).click();
  await expect.poll(() => desktop.openedExternally()).toEqual(['tel:+525512345678']);
  await page.keyboard.press('c');
  await expect.poll(() => desktop.openedExternally()).toHaveLength(2);
  expect(page.url()).toBe(before);

  // A call that is no number has a card, and no button for it.
  await desktop.push(lost('call-2', 'https://example.net'));
  await expect(card).toContainText('2 of 2');
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'tel:110;phone-context=x';
    document.body.append(link);
    link.click();
  });
  await card.getByRole('button', { name: 'Next customer' }).click();
  await expect(card).toContainText('https://example.net');
  await expect(card.getByRole('link', { name: 'Call back' })).toBeHidden();
  expect(await desktop.openedExternally()).toEqual(['tel:+525512345678', 'tel:+525512345678']);
});
