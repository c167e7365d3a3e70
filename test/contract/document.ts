import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A value of the document and its JSON pointer. */
export interface Place {
  pointer: string;
  value: Json;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The OpenAPI document as it is shipped. */
export const document = JSON.parse(
  readFileSync(new URL('../../contract/openapi.json', import.meta.url), 'utf8'),
) as Json;

// Strict: a misspelt keyword, or one that has no effect on its type, is an error. Union types are intended.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
// The document is not a schema itself: it only contains the schemas.
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(document, 'contract');

/** The value at a pointer; undefined if there is none. */
export function at(pointer: string): unknown {
  const steps = pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>((value, step) => (isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined), document);
}

/** Every object of the document. */
export function places(value: unknown = document, pointer = ''): Place[] {
  if (!isObject(value)) return [];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    places(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return [{ pointer, value }, ...inner];
}

/** The place itself, or the one that its `$ref` refers to. */
export function resolved({ pointer, value }: Place): Place {
  const { $ref } = value;
  if (typeof $ref !== 'string') return { pointer, value };
  return resolved(place($ref.slice(1)));
}

/** The object at a pointer. */
export function place(pointer: string): Place {
  const value = at(pointer);
  if (!isObject(value)) throw new Error(`There is no object at ${pointer}`);
  return { pointer, value };
}

/** The pointer of a component schema. */
export const schema = (name: string): string => `/components/schemas/${name}`;

/** Validates a value against the schema at a pointer. Returns the errors. */
export function faults(pointer: string, value: unknown): string[] {
  const uri = `contract#${pointer.split('/').map(encodeURIComponent).join('/')}`;
  const validate = ajv.getSchema(uri);
  if (validate === undefined) throw new Error(`There is no schema at ${pointer}`);
  return validate(value) === true ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
