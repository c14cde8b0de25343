/*
 * What one would write in an afternoon: Express and better-sqlite3, each request's rows in a transaction of its own, durable
 * before it is answered. The rows, their SQL and the reading of the call are Earshot's own, so that the same is kept.
 * Plain JavaScript: Express has no types of its own.
 */
import express from 'express';
import { insertCall, insertCallText } from '#core/store/calls.ts';
import { countCall } from '#core/store/counters.ts';
import { insertEvent } from '#core/store/events.ts';
import { openForAccepting } from '#core/store/open.ts';
import { appendPushes } from '#core/store/pushes.ts';
import { setRecordingUrls } from '#core/store/recordings.ts';
import { callTextOf } from '#core/store/search.ts';
import { insertUtterances } from '#core/store/utterances.ts';
import { parsePushedCall } from '#shared/model/pushedCall.ts';

const db = openForAccepting(process.argv[2]);
const app = express();
// The body as it came is kept too.
app.use(express.json({ limit: '8mb', verify: (request, _response, body) => (request.rawBody = body) }));

app.post('/push/:key', (request, response) => {
  const call = parsePushedCall(request.body, { timeZone: '+08:00' });
  const receivedAtMs = Date.now();
  const headers = { 'content-type': request.get('content-type'), 'user-agent': request.get('user-agent') };
  db.write(() => {
    const [pushId] = appendPushes(db, [{ receivedAtMs, source: request.ip, headers, body: request.rawBody, refusal: null, replayOf: null }]);
    const row = insertCall(db, call, receivedAtMs);
    insertUtterances(db, row, call.utterances);
    insertCallText(db, row, callTextOf(call));
    countCall(db, { row, receivedAtMs, status: call.status });
    const recordings = setRecordingUrls(db, row, call.urls, receivedAtMs);
    insertEvent(db, { kind: 'call', change: 'stored', callRow: row }, receivedAtMs);
    for (const recordingKind of recordings) insertEvent(db, { kind: 'recording', recordingKind, callRow: row }, receivedAtMs);
    db.run('INSERT INTO push_records (push_id, record_index, outcome, call_row) VALUES (?, 0, ?, ?)', pushId, 'stored', row);
  });
  response.json({ status: '0', reason: 'success' });
});

const server = app.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${server.address().port}/push/key` }));
process.on('disconnect', () => {
  db.close();
  process.exit();
});
