import { shell } from 'electron';
import { isDialAddress } from '#shared/model/dialling.ts';

/**
 * Hands the address of a number to the program that the system has for it; rejects where it has none. What else an address
 * may start is nobody's to choose here.
 */
export async function openDialler(address: string): Promise<void> {
  if (!isDialAddress(address)) throw new Error('This is no address of a number.');
  await shell.openExternal(address);
}
