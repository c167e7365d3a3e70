import { Hono } from 'hono';
import type { WiseEnv } from '../env.js';
import { outboxPage } from '../pages/outbox.js';
import { overviewPage } from '../pages/overview.js';

/** The pages for the tester, not for Wise's customer. */
export const overviewRoutes = new Hono<WiseEnv>()
  .on('GET', ['/', '/simulator'], (c) => {
    // Under no-referrer a browser says "Origin: null" when it posts a form, and the control routes would refuse it.
    c.header('Referrer-Policy', 'same-origin');
    return c.html(overviewPage(c.get('wise')));
  })
  .get('/outbox', (c) => c.html(outboxPage(c.get('wise').outbox.all())));
