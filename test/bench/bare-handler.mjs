// The least that the same framework can do: an answer that is always the same, for whoever wants to know what ours adds.
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

const app = new Hono();
const ANSWER = { end: {} };
app.post('*', (c) => c.json(ANSWER));
const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => process.stderr.write(`http://127.0.0.1:${server.address().port}\n`));
