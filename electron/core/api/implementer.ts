import { implement, ORPCError } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors.ts';

/** The contract, ready to be given handlers; what they throw crosses to the client as its code and its sentence. */
export const api = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    throw new ORPCError(code.toUpperCase().replaceAll('-', '_'), { status: code === 'bad-request' ? 400 : 500, message, cause: error });
  }
});
