import { expect, test } from './fixture.ts';

test('opens at the printed address, keeps the key out of it, and opens again without it', async ({ page, earshot }) => {
  await page.goto(earshot.uiUrl);
  await expect(page).toHaveURL(new URL('/', earshot.uiUrl).href);
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  await page.goto(new URL('/', earshot.uiUrl).href);
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
});

test('runs nothing that its content security policy forbids', async ({ page, earshot }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(earshot.uiUrl);
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('says what to do where the page is opened without the key', async ({ page, earshot }) => {
  await page.goto(new URL('/', earshot.uiUrl).href);
  await expect(page.getByText(/address that Earshot printed|access key/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Earshot is listening' })).toHaveCount(0);
});
