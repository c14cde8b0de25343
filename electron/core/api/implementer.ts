import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';

/** The contract, ready to be given handlers. */
export const api = implement(contract);
