import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A value of the document with the JSON pointer that leads to it. */
export interface Place {
  pointer: string;
  value: Json;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** The OpenAPI document as it is shipped. */
export const document = JSON.parse(
  readFileSync(new URL('../../contract/openapi.json', import.meta.url), 'utf8'),
) as Json;

// Strict: a keyword that is misspelt, or that its type makes meaningless, is an error. Two types in one are meant so.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
// The document is no schema, only the place where the schemas stand.
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(document, 'contract');

/** What a pointer leads to; undefined if it leads nowhere. */
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

/** The place itself, or the one that its `$ref` names. */
export function resolved({ pointer, value }: Place): Place {
  const { $ref } = value;
  if (typeof $ref !== 'string') return { pointer, value };
  return resolved(place($ref.slice(1)));
}

/** The object at a pointer. */
export function place(pointer: string): Place {
  const value = at(pointer);
  if (!isObject(value)) throw new Error(`Nothing stands at ${pointer}`);
  return { pointer, value };
}

/** A schema of the components. */
export const schema = (name: string): string => `/components/schemas/${name}`;

/** What is wrong with a value, by the schema at a pointer; empty if nothing is. */
export function faults(pointer: string, value: unknown): string[] {
  const uri = `contract#${pointer.split('/').map(encodeURIComponent).join('/')}`;
  const validate = ajv.getSchema(uri);
  if (validate === undefined) throw new Error(`No schema stands at ${pointer}`);
  return validate(value) === true ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
