import { z } from 'zod';
import { jsonAnswer } from './answer.js';
import type { Background } from './background.js';
import { readJsonBody } from './body.js';
import { confirmLink } from './confirm.js';
import { fullName } from './customers.js';
import type { Customer } from './customers.js';
import { lockCustomer } from './database.js';
import { sendEmail } from './email.js';
import { exchangeCode } from './exchange.js';
import { readExchangeRequest, readIdempotencyKey } from './exchange-request.js';
import { Guard } from './guard.js';
import { deleteLinks, listLinks } from './link.js';
import { Problem } from './problem.js';
import type { Routes } from './router.js';
import type { Services } from './services.js';
import { Sessions } from './session.js';
import { startAttempt } from './start.js';
import { readStatus } from './status.js';

const logInRequest = z.strictObject({ customer: z.string().max(64), password: z.string().max(256) });

/** Builds the table of endpoints: the checks, and the function that does the work. */
export function makeRoutes(services: Services, background: Background, origin: string): Routes {
  const { database, limits } = services;
  const secure = origin.startsWith('https:');
  const sessions = new Sessions(database, { secure, seconds: limits.sessionSeconds });
  const guard = new Guard(origin, sessions);

  return {
    // The bank's own log-in, not part of the contract. Same-origin only, against log-in CSRF.
    '/api/session': {
      async POST(request) {
        guard.assertSameOrigin(request);
        const { data } = logInRequest.safeParse((await readJsonBody(request)).value);
        if (data === undefined) throw new Problem('invalid_request');
        const loggedIn = await sessions.logIn(data.customer, data.password);
        if (loggedIn === null) throw new Problem('login_failed');
        await sessions.logOut(request);
        return jsonAnswer(200, describe(loggedIn.customer), { 'Set-Cookie': loggedIn.cookie });
      },
      async GET(request) {
        // Answers null instead of 401: a page calls this before log-in, and a 401 would show as an error in the console.
        return jsonAnswer(200, describe((await sessions.sessionOf(request))?.customer ?? null));
      },
      async DELETE(request) {
        guard.assertSameOrigin(request);
        return { status: 204, body: '', headers: { 'Set-Cookie': await sessions.logOut(request) } };
      },
    },
    '/api/wise/start': {
      async POST(request, correlationId) {
        return startAttempt(services, await guard.admit(request, correlationId));
      },
    },
    '/api/wise/status': {
      async GET(request, correlationId) {
        const session = await guard.admitGet(request);
        const attemptId = new URL(request.url).searchParams.get('attempt') ?? '';
        return readStatus({ services, correlationId }, session, attemptId === '' ? null : attemptId);
      },
    },
    '/api/wise/exchange': {
      async POST(request, correlationId) {
        const call = await guard.admit(request, correlationId);
        const key = readIdempotencyKey(request);
        const wanted = readExchangeRequest(call.value);
        if ('confirm' in wanted) return confirmLink(services, call, wanted, key);
        return exchangeCode(services, background, call, wanted, key);
      },
    },
    '/api/wise/email': {
      async POST(request, correlationId) {
        return sendEmail(services, await guard.admit(request, correlationId));
      },
    },
    '/api/wise/links': {
      async GET(request) {
        const { customer } = await guard.admitRead(request);
        // JSON.stringify writes dates in ISO 8601.
        return jsonAnswer(200, { links: await listLinks(database, customer.id) });
      },
      async DELETE(request) {
        const { customer } = await guard.admitChange(request);
        await database.transaction(async (tx) => {
          await lockCustomer(tx, customer.id);
          await deleteLinks(tx, customer.id);
        });
        return { status: 204, body: '' };
      },
    },
  };
}

function describe(customer: Customer | null): unknown {
  return { customer: customer && { id: customer.id, name: fullName(customer) } };
}
