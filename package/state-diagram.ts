// `npm run diagram`: writes docs/state-diagram.md, drawn from src/flow/transition.ts. A test fails when the page is out of date.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LinkError } from '../src/errors.js';
import type { FlowEvent } from '../src/flow/event.js';
import { isOver, type State } from '../src/flow/state.js';
import { transition } from '../src/flow/transition.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const request = { key: 'k', payload: { state: 's', code: 'c', source: 'typed', redirectUri: 'https://bank.example/cb' } } as const;
const failure = (code: 'code_expired' | 'wise_unavailable' | 'code_invalid', retryable = false): FlowEvent => ({ type: 'failed', error: new LinkError(code, { retryable }) });

/** A state of each phase. One that has failed and can be retried still has its request. */
const STATES: readonly State[] = [
  { phase: 'idle' },
  { phase: 'authorizing', via: 'popup', window: 'open' },
  { phase: 'requesting-email' },
  { phase: 'awaiting-code', sentTo: 's•••@e•••.com' },
  { phase: 'exchanging', request },
  { phase: 'confirming', link, attemptId: 'a' },
  { phase: 'linked', link },
  { phase: 'failed', error: new LinkError('code_expired') },
  { phase: 'failed', error: new LinkError('wise_unavailable', { retryable: true }), request },
];

/** What can happen, in the order in which the arrows are drawn. */
const EVENTS: readonly (readonly [name: string, event: FlowEvent])[] = [
  ['launched', { type: 'launched', via: 'redirect' }],
  ['resumed', { type: 'resumed', via: 'popup' }],
  ['window-changed', { type: 'window-changed', window: 'gone' }],
  ['email-requested', { type: 'email-requested' }],
  ['email-sent', { type: 'email-sent', sentTo: 's•••@e•••.com' }],
  ['code-expected', { type: 'code-expected' }],
  ['code-queued', { type: 'code-queued' }],
  ['time-passed', { type: 'time-passed', minutes: 5 }],
  ['grant-submitted', { type: 'grant-submitted', request }],
  ['connection-changed', { type: 'connection-changed', isOffline: true }],
  ['confirmation-required', { type: 'confirmation-required', link, attemptId: 'a' }],
  ['linked', { type: 'linked', link, subject: '' }],
  ['link-found', { type: 'link-found', link, subject: '', transport: 'elsewhere' }],
  ['link-ended', { type: 'link-ended' }],
  ['failed', failure('code_expired')],
  ['failed (retryable)', failure('wise_unavailable', true)],
  ['failed (wrong code)', failure('code_invalid')],
  ['declined', { type: 'declined' }],
  ['discarded', { type: 'discarded' }],
  ['cancelled', { type: 'cancelled' }],
];

const nameOf = (state: State): string => (state.phase === 'failed' && !isOver(state) ? 'failed_retryable' : state.phase.replace('-', '_'));

/** An arrow for each pair of phases, with the events that lead from one to the other. */
function arrows(state: State): string[] {
  const targets = new Map<string, string[]>();
  for (const [name, event] of EVENTS) {
    const next = transition(state, event).state;
    if (next !== state && nameOf(next) !== nameOf(state)) targets.set(nameOf(next), [...(targets.get(nameOf(next)) ?? []), name]);
  }
  return [...targets].map(([target, names]) => `  ${nameOf(state)} --> ${target}: ${names.join(', ')}`);
}

/** The page, as text. */
export const stateDiagram = (): string => `# State diagram

For front-end engineers. At the end, you know which phase of \`<wise-link>\` can follow which, for example to write a \`switch\` over \`phase\`.

1. Find your phase, and follow its arrows. Each has the names of the events that lead there.
2. If an event has no arrow in a phase, the element ignores it there, or changes only what the card says.
3. \`reset()\` leads from every phase to \`idle\`, without an arrow.

\`failed_retryable\` is the phase \`failed\` with a code that can be submitted again. \`npm run diagram\` draws this page from
[\`src/flow/transition.ts\`](../src/flow/transition.ts).

\`\`\`mermaid
stateDiagram-v2
  [*] --> idle
${STATES.flatMap(arrows).join('\n')}
\`\`\`
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('../docs/state-diagram.md', import.meta.url)), stateDiagram());
}
