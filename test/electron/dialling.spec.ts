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

test('internet telephony calls at the domain of the settings, from the card and from any call', async ({ launch }) => {
  const desktop = await launch({ settings: { desk: { callBackBy: 'sip', sipDomain: 'sip.example.net:5061' } } });
  const page = await deskOf(desktop);
  await desktop.push([lost('call-1', '525512345678'), aPushedRecord({ callId: 'call-2', calledPhoneNumber: '447700900123', resultStatus: 'BUSY' })]);
  await page.getByRole('region', { name: 'Customers to call back' }).getByRole('link', { name: 'Call back' }).click();
  await expect.poll(() => desktop.openedExternally()).toEqual(['sip:+525512345678@sip.example.net:5061']);
  await page.locator('#call-call-2').click();
  await page.getByTestId('call').getByRole('link', { name: 'Call back' }).click();
  await expect.poll(async () => (await desktop.openedExternally()).slice(1)).toEqual(['sip:+447700900123@sip.example.net:5061']);
});
