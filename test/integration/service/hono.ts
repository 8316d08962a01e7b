import { Hono } from 'hono';

const app = new Hono();
app.get('/hello/:name', (c) => c.json({ hello: c.req.param('name'), q: c.req.queries('q') ?? [] }));
app.post('/echo', async (c) => c.text((await c.req.text()).toUpperCase(), 201, { 'x-from': 'hono' }));

export default app;
