import type { Locator, Page, TestDetails } from '@playwright/test';
import { expect, test as withEarshot } from '../fixture.ts';
import { startRecordingHost, type RecordingHost } from '../../support/recordingHost.ts';

/** Whoever works at the desk, with a keyboard and nothing else. */
export interface Operator {
  /** Presses keys one after the other; those held down together are one. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Presses Tab until `wanted` has the focus; there must not be more stops on the way than a hand has patience for. */
  readonly tabTo: (wanted: Locator, direction?: 'Tab' | 'Shift+Tab') => Promise<void>;
  /** Presses the down arrow until `wanted`, an item of the menu that opens, has the focus. */
  readonly goTo: (wanted: Locator) => Promise<void>;
}

interface Fixtures {
  readonly operator: Operator;
  /** Plays the platform's storage of recordings. */
  readonly storage: RecordingHost;
}

const patience = 12;
const ofKeys = 'most keys';

/** What a task may cost a practised operator: so many keys, each letter that is typed being one. */
export function within(keys: number): TestDetails {
  return { annotation: { type: ofKeys, description: String(keys) } };
}

/** Everything of Playwright's that does something on a page without a key being pressed. */
const otherWays = {
  element: ['blur', 'check', 'clear', 'click', 'dblclick', 'dispatchEvent', 'dragTo', 'fill', 'focus', 'hover', 'press', 'pressSequentially', 'selectOption', 'selectText', 'setChecked', 'tap', 'type', 'uncheck'],
  mouse: ['click', 'dblclick', 'down', 'move', 'up', 'wheel'],
};

/** Takes the ways away until the returned function is called. */
function forbid(owner: object, ways: readonly string[]): () => void {
  const kept = ways.map((way) => [way, Reflect.get(owner, way) as unknown] as const);
  for (const way of ways) {
    Reflect.set(owner, way, () => {
      throw new Error(`An operator's task is done in the keyboard, without ${way}()`);
    });
  }
  return () => kept.forEach(([way, act]) => Reflect.set(owner, way, act));
}

/** A test of an operator's task: in the keyboard only, and within as many keys as it says. */
export const test = withEarshot.extend<Fixtures>({
  serveEnv: { EARSHOT_RECORDING_HOSTS: '127.0.0.1' },
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern
  storage: async ({}, give) => {
    await using host = await startRecordingHost();
    await give(host);
  },
  operator: [
    async ({ page, context }, give, { annotations }) => {
      const most = Number(annotations.find(({ type }) => type === ofKeys)?.description);
      const pointed: string[] = [];
      await context.exposeFunction('pointed', (at: string) => void pointed.push(at));
      await context.addInitScript(() => {
        const { pointed } = window as unknown as { pointed: (at: string) => void }; // exposed above
        window.addEventListener('pointerdown', ({ isTrusted, clientX, clientY }) => isTrusted && pointed(`${String(clientX)}, ${String(clientY)}`), true);
      });
      // All locators have one prototype, and so have all pages.
      const allow = [
        forbid(Object.getPrototypeOf(page.locator('html')) as object, otherWays.element),
        forbid(Object.getPrototypeOf(page) as object, [...otherWays.element.filter((way) => way in page), 'dragAndDrop']),
        forbid(Object.getPrototypeOf(page.mouse) as object, otherWays.mouse),
      ];
      const counted = { keys: 0 };
      await give(operatorOf(page, counted));
      for (const again of allow) again();
      annotations.push({ type: 'keys', description: String(counted.keys) });
      expect(pointed, 'what was pointed at').toEqual([]);
      expect(counted.keys, 'keys pressed').toBeLessThanOrEqual(most);
    },
    { auto: true },
  ],
});

function operatorOf(page: Page, counted: { keys: number }): Operator {
  const press = async (key: string): Promise<void> => {
    counted.keys += 1;
    await page.keyboard.press(key);
  };
  const go = async (wanted: Locator, key: string): Promise<void> => {
    const passed: string[] = [];
    await expect(wanted).toBeVisible();
    while (!(await wanted.evaluate((element) => element === document.activeElement))) {
      if (passed.length === patience) throw new Error(`Not reached after ${String(patience)} times ${key}: ${passed.join(', ')}`);
      await press(key);
      passed.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.slice(0, 30) ?? ''));
    }
  };
  return {
    async press(...keys) {
      for (const key of keys) await press(key);
    },
    async type(text) {
      for (const letter of text) {
        counted.keys += 1;
        await page.keyboard.type(letter);
      }
    },
    tabTo: (wanted, direction = 'Tab') => go(wanted, direction),
    goTo: (wanted) => go(wanted, 'ArrowDown'),
  };
}

export { expect } from '@playwright/test';
