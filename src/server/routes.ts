import { jsonAnswer } from './answer.js';
import type { Background } from './background.js';
import { confirmLink } from './confirm.js';
import { lockCustomer } from './database.js';
import { sendEmail } from './email.js';
import { exchangeCode } from './exchange.js';
import { readExchangeRequest, readIdempotencyKey } from './exchange-request.js';
import type { Guard } from './guard.js';
import { deleteLinks, listLinks } from './link.js';
import type { Routes } from './router.js';
import type { Services } from './services.js';
import type { Sessions } from './session.js';
import { startAttempt } from './start.js';
import { readStatus } from './status.js';

/** What the endpoints need besides the services. */
export interface Gate {
  guard: Guard;
  sessions: Sessions;
  background: Background;
}

/** Builds the table of endpoints, below the base path: the checks, and the function that does the work. */
export function makeRoutes(services: Services, { guard, sessions, background }: Gate): Routes {
  const { database } = services;
  return {
    '/start': {
      async POST(request, correlationId) {
        return startAttempt(services, await guard.admit(request, correlationId));
      },
    },
    '/status': {
      async GET(request, correlationId) {
        const attemptId = new URL(request.url).searchParams.get('attempt') ?? '';
        return sessions.ask(await guard.admitGet(request), (session) =>
          readStatus({ services, correlationId }, session, attemptId === '' ? null : attemptId),
        );
      },
    },
    '/exchange': {
      async POST(request, correlationId) {
        const call = await guard.admit(request, correlationId);
        const key = readIdempotencyKey(request);
        const wanted = readExchangeRequest(call.value);
        return sessions.ask(call, (session) => {
          const asked = { ...call, ...session };
          if ('confirm' in wanted) return confirmLink(services, asked, wanted, key);
          return exchangeCode(services, background, asked, wanted, key);
        });
      },
    },
    '/email': {
      async POST(request, correlationId) {
        const call = await guard.admit(request, correlationId);
        return sessions.ask(call, (session) => sendEmail(services, { ...call, ...session }));
      },
    },
    '/links': {
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
