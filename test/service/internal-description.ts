import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';

/** A part of the description of the internal API. */
interface Description {
  paths: Record<string, Record<string, { responses: Record<string, { $ref?: string; content?: Record<string, unknown> }> }>>;
  components: { responses: Record<string, { content?: Record<string, unknown> }> };
}

const description = JSON.parse(readFileSync(new URL('../../contract/internal-api.json', import.meta.url), 'utf8')) as Description;
const ajv = new Ajv2020({ strict: false });
formats.default(ajv);
ajv.addSchema(description, 'api');

/** A part of a JSON pointer (RFC 6901), in a URL. */
const step = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Checks an answer of the internal API against its description. An unknown path needs none. */
export function assertDescribed(method: string, path: string, response: Response, value: unknown): void {
  const pathname = path.replace(/\?.*/, '').replace(/^\/customers\/[^/]+/, '/customers/{id}');
  const operation = description.paths[pathname]?.[method.toLowerCase()];
  if (!operation) return;
  const status = `${response.status}`;
  const described = operation.responses[status];
  expect(described, `${method} ${pathname} has no description of ${status}`).toBeDefined();
  const name = described?.$ref?.split('/').at(-1);
  const { content } = (name ? description.components.responses[name] : described) ?? {};
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
  if (!content) return expect(value).toBeNull();
  expect(Object.keys(content)).toContain(type);
  const pointer = name ? `components/responses/${name}` : `paths/${step(pathname)}/${method.toLowerCase()}/responses/${status}`;
  const validate = ajv.getSchema(`api#/${pointer}/content/${step(type)}/schema`);
  expect(validate?.(value), JSON.stringify(validate?.errors)).toBe(true);
}
