// Asks mock servers for every documented answer.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../clients/program.js';
import { CASES, faultOf, HEADERS, type Case } from './cases.js';
import { INTERNAL_CASES, INTERNAL_HEADERS } from './internal-cases.js';
import type { Workshop } from './workshop.js';

/** A document, and what a mock server is asked about it. */
interface Mocked {
  file: string;
  cases: readonly Case[];
  headers: Readonly<Record<string, string>>;
  /** Where MSW Source expects the requests. */
  origin: string;
}

export const CONTRACT: Mocked = { file: 'openapi.json', cases: CASES, headers: HEADERS, origin: 'https://bank.example' };
export const INTERNAL: Mocked = { file: 'internal-api.json', cases: INTERNAL_CASES, headers: INTERNAL_HEADERS, origin: 'http://127.0.0.1:8081' };

const request = (url: string, { method, body, type }: Case, headers: Readonly<Record<string, string>>): Request =>
  new Request(url, { method, headers: { ...headers, ...(type === 'text/html' && { Accept: type }) }, ...(body !== undefined && { body }) });

/** Returns how many answers were right; throws with a list of the wrong ones. */
async function ask(cases: readonly Case[], answer: (one: Case) => Promise<Response>): Promise<number> {
  const wrong: string[] = [];
  for (const one of cases) {
    const fault = await faultOf(await answer(one), one);
    if (fault) wrong.push(`${one.method} ${one.path} ${one.status} ${one.example ?? ''}: ${fault}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return cases.length;
}

/** Asks Prism, with the header `Prefer`, by status, and by status and name. */
export async function prism(workshop: Workshop, { file, cases, headers }: Mocked): Promise<string> {
  const port = await freePort();
  const server = workshop.start('prism', 'mock', file, '--host', '127.0.0.1', '--port', String(port));
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
  const asked = (prefer: string) => (one: Case): Promise<Response> =>
    fetch(request(url(one.path), one, { ...headers, Prefer: prefer.replace('STATUS', one.status).replace('NAME', one.example ?? '') }));
  try {
    for (const deadline = Date.now() + 60_000; !(await fetch(url('/')).catch(() => undefined)); await wait(200)) {
      if (Date.now() > deadline) throw new Error('Prism does not answer');
    }
    const byStatus = await ask(cases.filter(({ isFirst }) => isFirst), asked('code=STATUS'));
    const byName = await ask(cases.filter(({ example }) => example !== undefined), asked('code=STATUS, example=NAME'));
    return `${byStatus} answers by status${byName > 0 ? `, and ${byName} by name` : ''}, each as documented`;
  } finally {
    server.kill();
    await once(server, 'close');
  }
}

type FromOpenApi = (document: unknown) => Promise<unknown[]>;
type GetResponse = (handlers: unknown[], request: Request) => Promise<Response | undefined>;

/** Asks the handlers of MSW Source, with `?response=`. */
export async function source(workshop: Workshop, { file, cases, headers: all, origin }: Mocked): Promise<string> {
  const { fromOpenApi } = (await workshop.load('@mswjs/source/open-api')) as { fromOpenApi: FromOpenApi };
  const { getResponse } = (await workshop.load('msw')) as { getResponse: GetResponse };
  const handlers = await fromOpenApi(JSON.parse(workshop.read(file)));
  // It finds no answer of type application/problem+json for the Accept header of the element, and generates a page of its own for text/html.
  const { Accept: _, ...headers } = all;
  const count = await ask(cases.filter(({ isFirst, type }) => isFirst && type !== 'text/html'), async (one) =>
    (await getResponse(handlers, request(`${origin}${one.path}?response=${one.status}`, one, headers))) ?? new Response('no handler', { status: 599 }));
  return `${count} answers by status, each as documented`;
}
