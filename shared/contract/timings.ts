import { oc } from '@orpc/contract';
import { z } from 'zod';
import { timesBeforeSchema, timesChangesSchema } from '#shared/model/callTiming.ts';
import { invalidTimes, notFound } from './errors.ts';

const ofCall = z.object({ callId: z.string() });

/**
 * What the operator says of when sentences were spoken. It is kept apart from what the platform and the estimate say. Each
 * answers what there was before: given to `correct`, it puts that back.
 */
export const timings = {
  /**
   * Corrects sentences, takes corrections back, and sets the call's shift where one is named: all of it or, with
   * `INVALID_TIMES`, nothing. Times are without the shift; with it they have to lie within the recording.
   */
  correct: oc
    .route({ method: 'POST', path: '/calls/{callId}/times', summary: 'Correct when sentences were spoken' })
    .errors({ ...notFound, ...invalidTimes })
    .input(ofCall.extend(timesChangesSchema.shape))
    .output(timesBeforeSchema),

  /** Puts all sentences off by so much in all, whatever the shift was. */
  shift: oc
    .route({ method: 'POST', path: '/calls/{callId}/times/shift', summary: 'Put all sentences of a call off' })
    .errors({ ...notFound, ...invalidTimes })
    .input(ofCall.extend({ shiftMs: z.number().int() }))
    .output(timesBeforeSchema),

  /** Takes all corrections and the shift back. */
  reset: oc
    .route({ method: 'POST', path: '/calls/{callId}/times/reset', summary: 'Take back what was corrected of a call’s times' })
    .errors(notFound)
    .input(ofCall)
    .output(timesBeforeSchema),
};
