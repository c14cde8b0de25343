import { test, within } from './operator.ts';

test.fail('a task that points at something is none', within(0), async ({ page, openPage }) => {
  await openPage();
  await page.mouse.click(5, 5);
});

test.fail('a task that gives a field its text, or the focus, is none', within(0), async ({ page, openPage }) => {
  await openPage();
  await page.getByRole('searchbox').fill('price');
});

test.fail('a task takes no more keys than it says', within(1), async ({ openPage, operator }) => {
  await openPage();
  await operator.type('jj');
});
