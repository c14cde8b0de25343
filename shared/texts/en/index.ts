import { alerts } from './alerts.ts';
import { app } from './app.ts';
import { call } from './call.ts';
import { connect } from './connect.ts';
import { desktop } from './desktop.ts';
import { drift } from './drift.ts';
import { evidence } from './evidence.ts';
import { feed } from './feed.ts';
import { health } from './health.ts';
import { keys } from './keys.ts';
import { palette } from './palette.ts';
import { player } from './player.ts';
import { pushLog } from './pushLog.ts';
import { recordings } from './recordings.ts';
import { review } from './review.ts';
import { rules } from './rules.ts';
import { rescue } from './rescue.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { statuses } from './statuses.ts';
import { times } from './times.ts';
import { whoSpoke } from './whoSpoke.ts';

/** The catalogue: every text that a person reads, by feature. */
export const en = { alerts, app, call, connect, desktop, drift, evidence, feed, health, keys, palette, player, pushLog, recordings, rescue, review, rules, search, settings, statuses, times, whoSpoke };
