// The answers that the description of the internal API documents, as a mock server must give them.
import { readFileSync } from 'node:fs';
import type { Case } from './cases.js';

interface Content {
  example?: unknown;
}
interface Answer {
  $ref?: string;
  content?: Record<string, Content>;
}
interface Operation {
  responses: Record<string, Answer>;
  requestBody?: { content: Record<string, Content> };
}

const { paths, components } = JSON.parse(readFileSync(new URL('../../contract/internal-api.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Answer> };
};

function casesOf(path: string, method: string, { responses, requestBody }: Operation): Case[] {
  const [sent] = Object.values(requestBody?.content ?? {});
  return Object.entries(responses).map(([status, answer]) => {
    const { content = {} } = components.responses[answer.$ref?.split('/').at(-1) ?? ''] ?? answer;
    const [first] = Object.entries(content);
    return { path: path.replace('{id}', 'c-1'), method: method.toUpperCase(), status, type: first?.[0], value: first?.[1].example, body: sent && JSON.stringify(sent.example), isFirst: true, isUncached: false, example: undefined };
  });
}

/** Every documented answer of every operation. */
export const INTERNAL_CASES: readonly Case[] = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) => (method === 'parameters' ? [] : casesOf(path, method, operation))));

/** The headers of a request as a bank's backend sends it. */
export const INTERNAL_HEADERS: Readonly<Record<string, string>> = {
  'Accept': 'application/json, application/problem+json',
  'Content-Type': 'application/json',
  'Authorization': 'Bearer 0123456789abcdef0123456789abcdef',
};
