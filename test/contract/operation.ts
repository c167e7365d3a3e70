import { expect } from 'vitest';
import { faults, place, places, resolved } from './document.js';
import type { Json, Place } from './document.js';

/** A response as a page receives it. */
export interface Answered {
  status: number;
  headers: Headers;
  body: unknown;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of the document, each with its path and method. */
export function operations(): { path: string; method: string; operation: Place }[] {
  return Object.entries(place('/paths').value).flatMap(([path, item]) =>
    Object.keys(item as Json).filter((key) => METHODS.includes(key)).map((method) => ({
      path,
      method,
      operation: place(`/paths/${path.replaceAll('/', '~1')}/${method}`),
    })));
}

/** The documented responses of an operation, by status. */
export function responses({ pointer, value }: Place): Map<string, Place> {
  const names = Object.keys(value['responses'] as Json);
  return new Map(names.map((name) => [name, resolved(place(`${pointer}/responses/${name}`))]));
}

/** The media types of a response or request body, with schema and examples. */
export function media({ pointer, value }: Place): { type: string; schema: string; examples: Place[] }[] {
  return Object.keys((value['content'] ?? {}) as Json).map((type) => {
    const at = `${pointer}/content/${type.replaceAll('/', '~1')}`;
    const examples = places(place(at).value['examples'] ?? {}, `${at}/examples`).filter(({ pointer: inner }) =>
      inner.split('/').length === at.split('/').length + 2);
    return { type, schema: `${at}/schema`, examples };
  });
}

/** Checks that a response has a documented status, content type, headers and body for this operation. */
export function expectAsDocumented(method: string, path: string, { status, headers, body }: Answered): void {
  const operation = place(`/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}`);
  const known = responses(operation);
  const response = known.get(String(status)) ?? known.get('default');
  if (response === undefined) throw new Error(`${method} ${path} answered ${status}, which is not documented`);
  const type = (headers.get('Content-Type') ?? '').split(';')[0];
  const documented = media(response).find((each) => each.type === type);
  expect(documented?.type, `${method} ${path} ${status}`).toBe(type);
  expect(faults(documented?.schema ?? '', body), JSON.stringify(body)).toEqual([]);
  for (const [name, header] of Object.entries((response.value['headers'] ?? {}) as Json)) {
    const { value } = resolved({ pointer: '', value: header as Json });
    const given = headers.get(name);
    if (given === null) expect(value['required'], `${name} of ${method} ${path} ${status}`).not.toBe(true);
    else expect(faultsOfHeader(header as Json, given), name).toEqual([]);
  }
  if (status >= 400) expect((body as Json)['status']).toBe(status);
}

const faultsOfHeader = (header: Json, value: string): string[] =>
  faults(`${resolved({ pointer: '', value: header }).pointer}/schema`, value);
