import { describe } from './answer.js';
import type { Answer } from './answer.js';
import { must } from './finding.js';
import type { Kit } from './kit.js';

/** Fails unless the answer is this problem. `what` names the request in the message. */
export function mustRefuse(answer: Answer, status: number, code: string, what: string): void {
  const isRefused = answer.status === status && answer.body['code'] === code;
  must(isRefused, `${what} got ${describe(answer)}, not ${status} ${code}`);
}

/** Fails unless the backend calls Wise's token endpoint exactly this often during `work`. */
export async function withTokenCalls<T>({ wise }: Kit, expected: number, work: () => Promise<T>): Promise<T> {
  const before = await wise.tokenCalls();
  const result = await work();
  const calls = (await wise.tokenCalls()) - before;
  must(calls === expected, `Wise’s token endpoint was called ${times(calls)}, not ${times(expected)}`);
  return result;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
