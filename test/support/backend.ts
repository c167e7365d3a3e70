// Fakes a partner’s backend in component tests.
import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupWorker } from 'msw/browser';

/** Fakes a partner's backend in component tests. */
export const worker = setupWorker();

/** A call to the fake backend. */
export interface Call {
  url: string;
  headers: Headers;
  /** Undefined for a GET. */
  body: unknown;
}

type Answers = (() => Response | Promise<Response>)[];

/** Answers the exchange with each of these in turn, repeats the last one, and records the calls. */
export const exchangeAnswers = (...answers: Answers): Call[] => answersAt('/api/wise/exchange', answers);

/** Answers the request for an email, and records the calls. */
export const emailAnswers = (...answers: Answers): Call[] => answersAt('/api/wise/email', answers);

/** Answers at any path, depending on the request. Never answers if there is no answer. */
export function answerAt(path: string, answer?: (url: URL) => Response): void {
  worker.use(http.all(path, ({ request }) => answer?.(new URL(request.url)) ?? new Promise<Response>(() => {})));
}

/** Answers the request to start an attempt, and records the calls. */
export const startAnswers = (...answers: Answers): Call[] => answersAt('/api/wise/start', answers);

/** Answers the status request, and records the calls. */
export const statusAnswers = (...answers: Answers): Call[] => answersAt('/api/wise/status', answers, http.get);

function answersAt(path: string, answers: Answers, method = http.post): Call[] {
  const calls: Call[] = [];
  worker.use(
    method(path, async ({ request }) => {
      const answer = answers[Math.min(calls.length, answers.length - 1)];
      const { url, headers } = request;
      // Firefox does not support `Request.body`.
      calls.push({ url, headers, body: request.method === 'GET' ? undefined : await request.json() });
      return (await answer?.()) ?? HttpResponse.error();
    }),
  );
  return calls;
}

export const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const;

const answer = (body: JsonBodyType, status: number, type: string) => (): Response =>
  HttpResponse.json(body, { status, headers: { 'Cache-Control': 'no-store', 'Content-Type': type } });

export const json = (body: JsonBodyType, status = 200): (() => Response) => answer(body, status, 'application/json');
export const linked = json({ status: 'linked', link: LINK });
export const pending = json({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK });
export const sent = json({ sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 }, 202);
/** The same, from a backend without a cool-down. */
export const sentAtOnce = json({ sentTo: 's•••@e•••.com', resendAfterSeconds: 0, resendsLeft: 4 }, 202);
export const down = (): Response => HttpResponse.error();

/** Problem details according to the contract. */
export const problem = (code: string, status: number, more: Record<string, JsonBodyType> = {}): (() => Response) => {
  const details = { type: `https://bank.example/problems/${code}`, status, code, retryable: false, correlationId: 'c0ffee00-1234', ...more };
  return answer(details, status, 'application/problem+json');
};
