import { z } from 'zod';

export const notFound = { NOT_FOUND: { status: 404, message: 'There is no such thing here.' } } as const;

/** A change of settings that does not fit: each problem names a setting (dotted) and says what is wrong. */
export const invalidSettings = {
  INVALID_SETTINGS: {
    status: 422,
    message: 'These settings do not fit.',
    data: z.object({ problems: z.array(z.object({ setting: z.string(), problem: z.string() })) }),
  },
} as const;

/** What was done to calls cannot be undone, or done again, any more; `callId` names a call for which that is so. */
export const cannotUndo = {
  CANNOT_UNDO: {
    status: 409,
    message: 'That cannot be undone.',
    data: z.object({ reason: z.enum(['nothing', 'too-old', 'already', 'changed-since', 'gone']), callId: z.string().nullable() }),
  },
} as const;

/** Times that no sentence can have: each problem names the sentence, or null for the call's shift, and says what is wrong. */
export const invalidTimes = {
  INVALID_TIMES: {
    status: 422,
    message: 'These times do not fit.',
    data: z.object({ problems: z.array(z.object({ index: z.number().int().nullable(), problem: z.string() })) }),
  },
} as const;
