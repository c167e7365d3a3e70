import { http, HttpResponse, type JsonBodyType } from 'msw';
import { setupWorker } from 'msw/browser';

/** Stands in for a partner's backend in component tests. */
export const worker = setupWorker();

/** A call that came to the stand-in. */
export interface Call {
  headers: Headers;
  body: unknown;
}

/** Answers the exchange with each of these in turn, the last for good, and records the calls. */
export function exchangeAnswers(...answers: (() => Response)[]): Call[] {
  return answersAt('/api/wise/exchange', answers);
}

/** Answers the request for an e-mail, and records the calls. */
export function emailAnswers(...answers: (() => Response)[]): Call[] {
  return answersAt('/api/wise/email', answers);
}

function answersAt(path: string, answers: (() => Response)[]): Call[] {
  const calls: Call[] = [];
  worker.use(
    http.post(path, async ({ request }) => {
      const answer = answers[Math.min(calls.length, answers.length - 1)];
      calls.push({ headers: request.headers, body: await request.json() });
      return answer?.() ?? HttpResponse.error();
    }),
  );
  return calls;
}

export const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' } as const;

export const json = (body: JsonBodyType, status = 200) => (): Response => HttpResponse.json(body, { status });
export const linked = json({ status: 'linked', link: LINK });
export const pending = json({ status: 'pending_confirmation', attemptId: 'a_1', link: LINK });
export const sent = json({ sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 }, 202);
export const down = (): Response => HttpResponse.error();

/** Problem details as the contract has them. */
export const problem = (code: string, status: number, more: Record<string, JsonBodyType> = {}) =>
  json({ type: `https://bank.example/problems/${code}`, status, code, retryable: false, correlationId: 'c0ffee00-1234', ...more }, status);
