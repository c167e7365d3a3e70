// The answers that the contract documents, as a mock server must give them.
import { place, resolved, type Json, type Place } from '../contract/document.js';

/** One documented answer, and a request for it. */
export interface Case {
  path: string;
  method: string;
  status: string;
  /** The name of the example; undefined if the answer has none. */
  example: string | undefined;
  isFirst: boolean;
  type: string | undefined;
  value: unknown;
  /** An example of the request’s body; undefined for a GET. */
  body: string | undefined;
  /** Whether the answer’s documented headers include `Cache-Control`. */
  isUncached: boolean;
}

const firstOf = (value: unknown): unknown => (Object.values((value ?? {}) as Json)[0] as Json | undefined)?.['value'];

function casesOf(path: string, method: string, operation: Json): Case[] {
  const request = resolved({ pointer: '', value: (operation['requestBody'] ?? {}) as Json }).value;
  const [sent] = Object.values((request['content'] ?? {}) as Record<string, Json>);
  const body = sent && JSON.stringify(firstOf(sent['examples']));
  // A mock server is asked for a status; the default answer has none.
  const answers = Object.entries(operation['responses'] as Record<string, Json>).filter(([status]) => status !== 'default');
  return answers.flatMap(([status, value]) => {
    const answer: Place = resolved({ pointer: '', value });
    const [[type, content] = []] = Object.entries((answer.value['content'] ?? {}) as Record<string, Json>);
    const isUncached = 'Cache-Control' in ((answer.value['headers'] ?? {}) as Json);
    const examples = Object.entries((content?.['examples'] ?? { none: {} }) as Record<string, Json>);
    return examples.map(([name, example], at) => ({
      path, method, status, type, body, isUncached, isFirst: at === 0, example: name === 'none' && !content?.['examples'] ? undefined : name, value: example['value'],
    }));
  });
}

/** Every documented answer of every operation. */
export const CASES: readonly Case[] = Object.entries(place('/paths').value).flatMap(([path, item]) =>
  ['get', 'post'].flatMap((method) => {
    const operation = (item as Record<string, Json>)[method];
    return operation ? casesOf(path, method, operation) : [];
  }));

/** The headers of a request as the element sends it. */
export const HEADERS: Readonly<Record<string, string>> = {
  'Accept': 'application/json, application/problem+json',
  'Content-Type': 'application/json',
  'X-Wise-Link': '1',
  'Idempotency-Key': '8f14e45f-ceea-467f-9f0a-1a2b3c4d5e6f',
  'Cookie': 'bank_session=1',
};

/** What is wrong with an answer; an empty string if nothing is. */
export async function faultOf(answer: Response, { status, type, value, isUncached }: Case): Promise<string> {
  const text = await answer.text();
  const faults = [
    String(answer.status) !== status && `status ${answer.status}`,
    (answer.headers.get('Content-Type')?.split(';')[0] ?? undefined) !== type && `type ${answer.headers.get('Content-Type')}`,
    value !== undefined && text !== JSON.stringify(value) && `body ${text || '(empty)'}`,
    isUncached && !/(^|,) *no-store *(,|$)/.test(answer.headers.get('Cache-Control') ?? '') && `Cache-Control ${answer.headers.get('Cache-Control')}`,
    answer.headers.get('sl-violations'),
  ];
  return faults.filter(Boolean).join('; ');
}

