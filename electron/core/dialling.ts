import { dialAddress, type Dialling } from '#shared/model/dialling.ts';

interface Deps {
  readonly by: () => Dialling;
  /** Hands an address to the program that the system has for it; rejects where it has none. Undefined where that is not the host's. */
  readonly openExternal: ((address: string) => Promise<void>) | undefined;
  readonly log: { warn(details: object, message: string): void };
}

/** Hands a number to the program that calls it; resolves to false where there is none. */
export function createDial({ by, openExternal, log }: Deps): (phone: string) => Promise<boolean> {
  return async (phone) => {
    const address = dialAddress(phone, by());
    if (address === null || openExternal === undefined) return false;
    try {
      await openExternal(address);
      return true;
    } catch (error) {
      log.warn({ err: error }, 'No program took the number that was to be called');
      return false;
    }
  };
}
