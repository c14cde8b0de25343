import type { CDPSession, Page } from '@playwright/test';
import type { Permission } from '../faces.ts';

/** Chromium asks before a page reaches the bridge, which is on the loopback address; it has had several names for that. */
const toReachTheBridge = ['loopback-network', 'local-network-access'];

/**
 * Returns a function that gives an origin what the app grants it: a request succeeds or fails by the app's request handler;
 * what `permissions.query` tells follows its check handler. Both were asked when the page was loaded.
 */
export async function createPermissions(page: Page, session: CDPSession): Promise<(origin: string, permissions: readonly Permission[]) => Promise<void>> {
  // Chromium forgets what a session has set when the session ends.
  const browser = await page.context().browser()?.newBrowserCDPSession();
  page.on('close', () => void browser?.detach().catch(() => {}));
  const { targetInfo } = await session.send('Target.getTargetInfo');
  const { browserContextId = '' } = targetInfo;

  return async (origin, permissions) => {
    if (origin === 'null') return;
    const set = async (name: string, isGranted: boolean): Promise<void> => {
      await browser?.send('Browser.setPermission', { permission: { name }, setting: isGranted ? 'granted' : 'denied', origin, browserContextId });
    };
    await Promise.all([
      ...toReachTheBridge.map((name) => set(name, true).catch(() => {})),
      ...permissions.map(({ name, request }) => set(name, request)),
      page.addInitScript(tellChecks, Object.fromEntries(permissions.map(({ name, check }) => [name, check]))),
    ]);
  };
}

/** Runs in the page. */
function tellChecks(checks: Readonly<Record<string, boolean>>): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with its object below
  const { query } = Permissions.prototype;
  Permissions.prototype.query = async function queryOfTheApp(descriptor) {
    const status = await query.call(this, descriptor);
    const check = checks[descriptor.name];
    if (check !== undefined) Object.defineProperty(status, 'state', { value: check ? 'granted' : 'denied' });
    return status;
  };
}
