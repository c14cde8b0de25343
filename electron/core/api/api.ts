import { alertsApi } from './alerts.ts';
import { backupsApi } from './backups.ts';
import { callsApi } from './calls.ts';
import type { ApiDeps } from './deps.ts';
import { driftApi } from './drift.ts';
import { desktopApi } from './desktop.ts';
import { eventsApi } from './events.ts';
import { filesApi } from './files.ts';
import { api } from './implementer.ts';
import { pushesApi } from './pushes.ts';
import { recordingsApi } from './recordings.ts';
import { reviewsApi } from './reviews.ts';
import { rescuesApi } from './rescues.ts';
import { samplesApi } from './samples.ts';
import { settingsApi } from './settings.ts';
import { timingsApi } from './timings.ts';
import { viewsApi } from './views.ts';

/** The contract implemented: the router that every transport serves. */
export function createApi(deps: ApiDeps) {
  return api.router({
    calls: callsApi(deps),
    recordings: recordingsApi(deps),
    timings: timingsApi(deps),
    reviews: reviewsApi(deps),
    views: viewsApi(deps),
    rescues: rescuesApi(deps),
    files: filesApi(deps),
    pushes: pushesApi(deps),
    events: eventsApi(deps),
    status: { get: api.status.get.handler(() => deps.status()) },
    alerts: alertsApi(deps),
    backups: backupsApi(deps),
    drift: driftApi(deps),
    settings: settingsApi(deps),
    desktop: desktopApi(deps),
    samples: samplesApi(deps),
  });
}

export type Api = ReturnType<typeof createApi>;
