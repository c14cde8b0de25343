import { eventIterator, oc } from '@orpc/contract';
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import { commandSchema, hostActSchema } from '#shared/model/command.ts';
import { appEventSchema } from '#shared/model/event.ts';
import { defaultGraceMs, maxGraceMs } from '#shared/model/pushSenders.ts';
import { settingsPatchSchema, settingsViewSchema } from '#shared/model/settings.ts';
import { appStatusSchema } from '#shared/model/status.ts';
import { alerts } from './alerts.ts';
import { backups } from './backups.ts';
import { calls } from './calls.ts';
import { drift } from './drift.ts';
import { invalidSettings } from './errors.ts';
import { files } from './files.ts';
import { pushes } from './pushes.ts';
import { recordings } from './recordings.ts';
import { reviews } from './reviews.ts';
import { rescues } from './rescues.ts';
import { timings } from './timings.ts';
import { views } from './views.ts';

/**
 * Everything that the renderer and scripts can ask and hear. Handlers, both transports, the REST view and the clients
 * are derived from it; procedures without a route stay out of the REST view.
 */
export const contract = {
  calls,
  recordings,
  timings,
  reviews,
  views,
  rescues,
  files,
  pushes,

  events: {
    /**
     * Events after `after` (or after the transport's Last-Event-ID), then live ones until the caller leaves. Without
     * either it begins now. Each event's id is its `seq`.
     */
    watch: oc
      .route({ method: 'GET', path: '/events', summary: 'Live events, resumable with Last-Event-ID' })
      .input(z.object({ after: z.coerce.number().int().optional() }))
      .output(eventIterator(appEventSchema)),
  },

  status: {
    get: oc.route({ method: 'GET', path: '/status', summary: 'How Earshot is doing' }).output(appStatusSchema),
  },

  alerts,
  backups,
  drift,

  settings: {
    get: oc.output(settingsViewSchema),
    update: oc.errors(invalidSettings).input(settingsPatchSchema).output(settingsViewSchema),
    /** Makes a new key for the push address; the one so far works for `graceMs` more, 24 h unless said otherwise. */
    rotateKey: oc.input(z.object({ graceMs: z.number().int().min(0).max(maxGraceMs).default(defaultGraceMs) })).output(settingsViewSchema),
    /** Ends an older key at once. */
    endPreviousKey: oc.input(z.object({ endsWith: z.string().min(4) })).output(settingsViewSchema),
  },

  desktop: {
    /**
     * What the host asks of a page from now on; the desk is told too what was asked while no page was there. `callId` names
     * the call that a window of its own shows, the desk has none. A browser is asked nothing.
     */
    commands: oc.input(z.object({ callId: z.string().nullable() })).output(eventIterator(commandSchema)),
    /** Asks something of the host; `isDone` tells whether it has such a thing to do. */
    act: oc.input(hostActSchema).output(z.object({ isDone: z.boolean() })),
    /** Has the host hand a number to the program that calls it; a browser does that by itself. False where there is none to hand it to. */
    dial: oc.input(z.object({ phone: z.string() })).output(z.boolean()),
  },

  samples: {
    /** Gives the receiver a sample call with its recordings, as the platform would push it. */
    send: oc
      .errors({ REFUSED: { status: 502, message: 'The receiver did not take the sample call.' } })
      .input(z.object({ language: z.enum(['en', 'es', 'zh']) }))
      .output(z.object({ callId: z.string() })),
  },
};

export type EarshotContract = typeof contract;
export type EarshotClient = ContractRouterClient<EarshotContract>;
