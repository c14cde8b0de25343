import { ORPCError, ValidationError } from '@orpc/server';
import type { z } from 'zod';
import { problemsOf } from '#shared/model/problems.ts';
import type { Problem } from '#shared/model/problems.ts';

/** What is wrong with an input that a schema of the contract refused, member by member; null for any other error. */
export function inputProblems(error: unknown): Problem[] | null {
  if (!(error instanceof ORPCError && error.cause instanceof ValidationError)) return null;
  const { issues, data } = error.cause;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every schema of the contract is zod's, hence so are its issues
  return problemsOf(issues as readonly z.core.$ZodIssue[], data);
}
