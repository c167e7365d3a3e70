import { describe } from './answer.js';
import type { Answer } from './answer.js';
import { must } from './finding.js';
import type { Kit } from './kit.js';

/** Fails unless the answer is this problem. `what` was asked. */
export function mustRefuse(answer: Answer, status: number, code: string, what: string): void {
  const isSo = answer.status === status && answer.body['code'] === code;
  must(isSo, `${what} was answered ${describe(answer)}, and not ${status} ${code}`);
}

/** Fails if what is done makes the backend bring a code to Wise more often than this. */
export async function withTokenCalls<T>({ wise }: Kit, expected: number, work: () => Promise<T>): Promise<T> {
  const before = await wise.tokenCalls();
  const result = await work();
  const calls = (await wise.tokenCalls()) - before;
  must(calls === expected, `Wise’s token endpoint was called ${times(calls)}, and not ${times(expected)}`);
  return result;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
