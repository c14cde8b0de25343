import { oc } from '@orpc/contract';
import { z } from 'zod';
import { alertLogEntrySchema, alertOutcomes, alertPreviewSchema, alertsViewSchema } from '#shared/model/alert.ts';
import { alertRuleSchema, digitsOf, quietHoursSchema } from '#shared/model/alertRule.ts';
import { textOrNone } from '#shared/model/callQuery.ts';
import { notFound } from './errors.ts';

/** What is kept may be older than this check. */
const rule = z.object({ rule: alertRuleSchema.refine(({ when }) => when.numbers.every((number) => digitsOf(number) !== ''), 'An entry of the numbers has no digit.') });

export const alerts = {
  get: oc.route({ method: 'GET', path: '/alerts', summary: 'Alert rules, quiet hours and pause' }).output(alertsViewSchema),

  rules: {
    /** Puts a rule in the place of the one with its id, or before all others where there is none. A status's own is changed in the settings. */
    save: oc.errors({ NOT_SAVED: { status: 422, message: 'There are a hundred rules, which is as many as there can be, or this one is decided by the settings.' } }).input(rule).output(alertsViewSchema),
    remove: oc.errors(notFound).input(z.object({ id: z.string() })).output(alertsViewSchema),
    /** Ids of all rules as they are to be; one that is left out stays behind those that are named. */
    reorder: oc.input(z.object({ ids: z.array(z.string()).max(100) })).output(alertsViewSchema),
  },

  configure: oc.input(z.object({ quietHours: quietHoursSchema.optional(), volume: z.number().min(0).max(1).optional() })).output(alertsViewSchema),

  /** Holds everything back for so many minutes from now; 0 ends that. */
  pause: oc.input(z.object({ minutes: z.number().int().min(0).max(1440) })).output(alertsViewSchema),

  /** What a rule would have done with the last 500 calls, in its place among the others. */
  preview: oc.input(rule).output(alertPreviewSchema),

  /** What was shown of each call or not, and why, the latest first. */
  log: oc
    .route({ method: 'GET', path: '/alerts/log', summary: 'What was shown of each call or not, and why' })
    .input(
      z.object({
        outcome: z.enum(alertOutcomes).optional(),
        callId: textOrNone,
        limit: z.coerce.number().int().min(1).max(200).default(100),
        cursor: textOrNone,
      }),
    )
    .output(z.object({ items: z.array(alertLogEntrySchema), nextCursor: z.string().nullable() })),

  /** Those of the notices that told of urgent calls, all of which are handled by now: a host takes away what it still shows of them. */
  settled: oc.input(z.object({ noticeIds: z.array(z.number().int()).max(500) })).output(z.object({ noticeIds: z.array(z.number().int()) })),

  /** The operator has seen to these calls, or to all of a notice's, or of those up to another: nobody is reminded of them any more. */
  handled: oc.input(z.union([z.object({ callIds: z.array(z.string()).min(1).max(500) }), z.object({ noticeId: z.number().int(), lastNoticeId: z.number().int().optional() })])),
};
