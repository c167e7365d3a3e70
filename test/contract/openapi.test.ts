import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../src/server/problem.js';
import { ERRORS } from '../../src/errors.js';
import type { ErrorCode } from '../../src/errors.js';
import { at, document, faults, place, places, resolved, schema } from './document.js';
import type { Json } from './document.js';
import { media, operations, responses } from './operation.js';

/** Codes that only the element raises. No backend sends them. */
const ELEMENT_ONLY = [
  'misconfigured',
  'policy_blocked',
  'storage_unavailable',
  'authorization_failed',
  'unexpected',
  'code_missing',
  'code_unreadable',
  'code_is_link',
  'code_ambiguous',
  'backend_unavailable',
] satisfies ErrorCode[];

/** Codes of the reference backend that are not in the contract. */
const REFERENCE_ONLY = ['not_found', 'method_not_allowed', 'unavailable', 'internal_error'];

const everything = places();
const schemas = Object.keys(place('/components/schemas').value);

describe('the document', () => {
  it('is an OpenAPI 3.1 document with the four endpoints and the redirect page', () => {
    expect(document['openapi']).toMatch(/^3\.1\./);
    expect(operations().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'post /api/wise/exchange',
      'post /api/wise/start',
      'post /api/wise/email',
      'get /api/wise/status',
      'get /wise-callback.html',
    ]);
  });

  it('has no broken reference', () => {
    const broken = everything.flatMap(({ pointer, value: { $ref } }) =>
      typeof $ref === 'string' && at($ref.slice(1)) === undefined ? [`${pointer} → ${$ref}`] : []);
    expect(broken).toEqual([]);
  });

  it('has no unused component', () => {
    const used = new Set(everything.map(({ value }) => value['$ref']));
    const kinds = ['schemas', 'responses', 'parameters', 'headers'];
    const unused = kinds.flatMap((kind) =>
      Object.keys(place(`/components/${kind}`).value).map((name) => `#/components/${kind}/${name}`).filter((ref) => !used.has(ref)));
    expect(unused).toEqual([]);
  });

  it('has no examples in the schema of an answer, which mock servers prefer to those of the response', () => {
    const schemas = operations().flatMap(({ operation }) => [...responses(operation).values()].flatMap(media)).map(({ schema: pointer }) => resolved(place(pointer)));
    expect(schemas.filter(({ value }) => 'examples' in value).map(({ pointer }) => pointer)).toEqual([]);
  });

  it('has an example of every header of an answer that has no single value', () => {
    const headers = operations().flatMap(({ operation }) => [...responses(operation).values()].flatMap(({ value }) => Object.entries((value['headers'] ?? {}) as Json)));
    const bare = headers.map(([name, value]) => ({ name, header: resolved({ pointer: '', value: value as Json }).value }))
      .filter(({ header }) => !('example' in header) && !('const' in (header['schema'] as Json)));
    expect([...new Set(bare.map(({ name }) => name))]).toEqual([]);
  });

  it('distinguishes the alternatives of each union by required members', () => {
    const loose = everything.flatMap(({ pointer, value }) => ((value['oneOf'] ?? []) as Json[]).map((each, at) => ({ pointer: `${pointer}/oneOf/${at}`, own: resolved({ pointer, value: each }).value })))
      .filter(({ own }) => {
        const constant = Object.entries((own['properties'] ?? {}) as Record<string, Json>).filter(([, property]) => 'const' in property).map(([name]) => name);
        return constant.length > 0 && !constant.some((name) => ((own['required'] ?? []) as string[]).includes(name));
      });
    expect(loose.map(({ pointer }) => pointer)).toEqual([]);
  });

  it.each(schemas)('schema %s is valid JSON Schema 2020-12 with a description', (name) => {
    expect(() => faults(schema(name), null)).not.toThrow();
    expect(place(schema(name)).value['description']).toMatch(/\S/);
  });

  it.each(schemas)('every example of schema %s is valid', (name) => {
    for (const example of (place(schema(name)).value['examples'] ?? []) as unknown[]) {
      expect(faults(schema(name), example), JSON.stringify(example)).toEqual([]);
    }
  });

  it.each(operations())('$method $path: every example fits its schema', ({ operation }) => {
    const bodies = operation.value['requestBody'] === undefined ? [] : [place(`${operation.pointer}/requestBody`)];
    for (const content of [...bodies, ...responses(operation).values()].flatMap(media)) {
      if (content.type !== 'text/html') expect(content.examples, content.schema).not.toEqual([]);
      for (const { pointer, value } of content.examples) expect(faults(content.schema, value['value']), pointer).toEqual([]);
    }
  });

  it.each(operations())('$method $path: an example of a problem has the status of its response', ({ operation }) => {
    for (const [status, response] of responses(operation)) {
      for (const { value } of media(response).filter(({ type }) => type === 'application/problem+json').flatMap(({ examples }) => examples)) {
        const { status: own } = value['value'] as Json;
        if (status === 'default') expect(own).toBeGreaterThanOrEqual(500);
        else expect(String(own)).toBe(status);
      }
    }
  });

  it.each(operations().filter(({ path }) => path.startsWith('/api/')))('$method $path requires X-Wise-Link, and only the exchange requires an Idempotency-Key', ({ path, operation }) => {
    const parameters = (operation.value['parameters'] as Json[]).map((value) => resolved({ pointer: '', value }).value);
    const required = parameters.filter((parameter) => parameter['required'] === true).map(({ name }) => name);
    expect(required).toEqual(path === '/api/wise/exchange' ? ['X-Wise-Link', 'Idempotency-Key'] : ['X-Wise-Link']);
  });
});

describe('the problems', () => {
  const branches = (place(schema('Problem')).value['oneOf'] as Json[]).flatMap(({ properties }) => {
    const { code, status, retryable, codeConsumed } = properties as Record<string, Json>;
    const value = code?.['const'];
    if (typeof value !== 'string') return [];
    return [[value, { status: status?.['const'], retryable: retryable?.['const'], codeConsumed: codeConsumed?.['const'] }] as const];
  });

  it('are the codes of the element', () => {
    const fromBackend = Object.keys(ERRORS).filter((code) => !(ELEMENT_ONLY as string[]).includes(code));
    expect(branches.map(([code]) => code).toSorted()).toEqual(fromBackend.toSorted());
  });

  it('are the codes of the reference backend, with the same status, retryable and codeConsumed', () => {
    const sent = Object.entries(PROBLEMS)
      .filter(([code]) => !REFERENCE_ONLY.includes(code))
      .map(([code, { status, retryable, codeConsumed }]) => [code, { status, retryable, codeConsumed }]);
    expect(Object.fromEntries(branches)).toEqual(Object.fromEntries(sent));
  });

  it('each have an example in a response', () => {
    const shown = operations().flatMap(({ operation }) =>
      [...responses(operation).values()].flatMap(media).flatMap(({ examples }) => examples.map(({ pointer }) => pointer.split('/').at(-1))));
    expect(branches.map(([code]) => code).filter((code) => !shown.includes(code))).toEqual([]);
  });

  it('require their own status, retryable and codeConsumed', () => {
    const expired = { type: '/problems/code-expired', status: 410, code: 'code_expired', retryable: false, codeConsumed: true, correlationId: 'c' };
    expect(faults(schema('Problem'), expired)).toEqual([]);
    for (const change of [{ status: 400 }, { retryable: true }, { codeConsumed: false }, { correlationId: '<b>' }, { code: 'Code Expired' }]) {
      expect(faults(schema('Problem'), { ...expired, ...change }), JSON.stringify(change)).not.toEqual([]);
    }
    expect(faults(schema('Problem'), { ...expired, code: 'till_closed' })).toEqual([]);
  });
});
