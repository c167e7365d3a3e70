import type { Result } from './soak.js';

/** How many faults are printed. */
const PRINTED = 20;

/** What a soak test has seen, as text. */
export function report({ attempts, answers, happened, longestWait, faults }: Result, seconds: number): string {
  const list = (counts: Map<string, number>): string[] => [...counts].map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`);
  return [
    `${attempts} attempts in ${seconds} s. The longest wait for a final answer was ${longestWait.toFixed(1)} s.`,
    'Answers:',
    ...list(answers),
    'What happened:',
    ...list(happened),
    ...faults.slice(0, PRINTED).map((fault) => `✗ ${fault}`),
    ...(faults.length > PRINTED ? [`✗ and ${faults.length - PRINTED} more`] : []),
    `${attempts} passed, ${faults.length} failed`,
  ].join('\n');
}
