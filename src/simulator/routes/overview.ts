import { Hono } from 'hono';
import type { WiseEnv } from '../env.js';
import { outboxPage } from '../pages/outbox.js';
import { overviewPage } from '../pages/overview.js';

/** The pages for testers, not for Wise's customers. */
export const overviewRoutes = new Hono<WiseEnv>()
  .on('GET', ['/', '/simulator'], (c) => {
    // With no-referrer a browser sends "Origin: null" with a posted form, and the control routes would refuse it.
    c.header('Referrer-Policy', 'same-origin');
    return c.html(overviewPage(c.get('wise')));
  })
  .get('/outbox', (c) => c.html(outboxPage(c.get('wise').outbox.all())));
