// Generates types with each generator, and compiles code that uses them.
import type { Workshop } from './workshop.js';

const NAMES = ['Answer', 'AttemptStatus', 'ExchangePayload', 'Problem', 'Started'];

/** Code of a partner, which needs unions that TypeScript can narrow, and required members. */
const CONSUMER = `
export const shown = (answer: Answer): string => answer.status === 'linked' ? answer.link.displayName : answer.status === 'processing' ? String(answer.retryAfterSeconds) : answer.status;
export const reason = (status: AttemptStatus): string => status.status === 'failed' ? status.problem.code : status.status === 'linked' ? status.link.profileRef : status.status;
export const code = (payload: ExchangePayload): string => 'code' in payload ? payload.code : String(payload.confirm);
export const known: Problem = { type: '/problems/code-invalid', code: 'code_invalid', status: 422, retryable: false, codeConsumed: false, attemptsLeft: 4, correlationId: 'c' };
export const own: Problem = { type: '/problems/closed', code: 'till_closed', status: 503, retryable: true, correlationId: 'c' };
export const started: Started = { attemptId: 'a_1', state: 's', authorizeUrl: 'https://wise.com', ttlSeconds: 1800 };
// @ts-expect-error an attempt has a state
export const wrong: Started = { attemptId: 'a_1', authorizeUrl: 'https://wise.com', ttlSeconds: 1800 };
// @ts-expect-error there is no such status
export const unknown: Answer = { status: 'maybe' };
`;

const imported = (from: string): string => `import type { ${NAMES.join(', ')} } from '${from}';\n${CONSUMER}`;

/** Code of a bank's backend, with the types of the internal API. */
const INTERNAL = `
import type { Problem, Profile, WaitingEvent } from './hey-api-internal/types.gen';
import type { GetAccessTokenResponses, EraseCustomerErrors } from './hey-api-internal/types.gen';
export const token = (answer: GetAccessTokenResponses[200]): string => answer.accessToken;
export const code = (problem: Problem): string => problem.code;
export const type = ({ profileType }: Profile): 'personal' | 'business' => profileType;
export const waits = ({ kind, tries }: WaitingEvent): string => kind === 'ended' ? 'ended' : String(tries);
export const wrong = (errors: EraseCustomerErrors): string => errors[400].code;
`;

const NARROWED = 'types that TypeScript narrows by `status`, with every required member';

const GENERATORS: Record<string, { run: readonly string[]; code: string; result?: string }> = {
  'hey-api-internal': { run: ['openapi-ts', '--input', 'internal-api.json', '--output', 'hey-api-internal', '--client', '@hey-api/client-fetch'], code: INTERNAL, result: 'types with every required member' },
  'openapi-typescript': {
    run: ['openapi-typescript', 'openapi.json', '--output', 'openapi-typescript.ts'],
    code: `import type { components } from './openapi-typescript';\n${NAMES.map((name) => `type ${name} = components['schemas']['${name}'];`).join('\n')}\n${CONSUMER}`,
  },
  'hey-api': { run: ['openapi-ts', '--input', 'openapi.json', '--output', 'hey-api', '--client', '@hey-api/client-fetch'], code: imported('./hey-api/types.gen') },
  'orval': { run: ['orval', '--input', 'openapi.json', '--output', 'orval.ts', '--client', 'fetch', '--mock', '--fail-on-warnings'], code: imported('./orval') },
};

/** Runs a generator, and compiles code that uses its types. Returns what was checked; throws with the tool’s output on an error or a warning. */
export function generate(workshop: Workshop, name: string): string {
  const generator = GENERATORS[name];
  if (!generator) throw new Error(`There is no generator ${name}`);
  const { run: [tool = '', ...args], code, result = NARROWED } = generator;
  const said = workshop.run(tool, ...args);
  if (/warn/i.test(said)) throw new Error(said);
  workshop.write(`of-${name}.ts`, code);
  workshop.write(`tsconfig.${name}.json`, JSON.stringify({ extends: './tsconfig.json', files: [`of-${name}.ts`] }));
  workshop.run('tsc', '--project', `tsconfig.${name}.json`);
  return result;
}
