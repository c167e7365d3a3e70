import { describe } from './answer.js';
import type { Answer } from './answer.js';
import { must } from './finding.js';
import type { Kit } from './kit.js';
import type { Rule } from './rule.js';

/** Fails unless the answer is this problem. `what` names the request in the message; `rule` is the broken sentence, if not that of the case. */
export function mustRefuse(answer: Answer, status: number, code: string, what: string, rule?: Rule): void {
  const isRefused = answer.status === status && answer.body['code'] === code;
  must(isRefused, `${what} got ${describe(answer)}, not ${status} ${code}`, rule);
}

/** Fails unless the backend calls Wise's token endpoint exactly this often during `work`. */
export async function withTokenCalls<T>({ wise }: Kit, expected: number, work: () => Promise<T>, rule?: Rule): Promise<T> {
  const before = await wise.tokenCalls();
  const result = await work();
  const calls = (await wise.tokenCalls()) - before;
  must(calls === expected, `Wise’s token endpoint was called ${times(calls)}, not ${times(expected)}`, rule);
  return result;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
