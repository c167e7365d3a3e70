// Checks the software bill of materials against the schema of CycloneDX.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { built } from './dist.js';

const schemas = new URL('res/schema/', `file://${createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')}`);
const schema = (name: string): object => JSON.parse(readFileSync(new URL(`${name}.SNAPSHOT.schema.json`, schemas), 'utf8')) as object;

interface Bill {
  specVersion: string;
  components: { licenses: object[] }[];
}

/** The official schema of version 1.6, with its list of SPDX licenses. */
function validator(): ValidateFunction {
  // The two formats are of later drafts, and no field of ours has them.
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { 'iri-reference': true, 'idn-email': true } });
  formats.default(ajv);
  // They are referred to by the names of their files, not by their $id.
  for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(schema('bom-1.6'));
}

const isValid = validator();
const bill = (): Bill => JSON.parse(built('sbom.cdx.json')) as Bill;

test('the bill is valid', () => {
  isValid(bill());
  expect(isValid.errors).toBe(null);
  // The schema allows any version.
  expect(bill().specVersion).toBe('1.6');
});

test.each<[fault: string, spoil: (bill: Bill) => unknown]>([
  ['a license that SPDX does not know', ({ components }) => components[0]?.licenses.splice(0, 1, { license: { id: 'MIT License' } })],
  ['an unknown field', ({ components }) => Object.assign(components[0] ?? {}, { licence: 'MIT' })],
  ['no list of components', (one) => Object.assign(one, { components: {} })],
])('a bill with %s is not', (_, spoil) => {
  const spoiled = bill();
  spoil(spoiled);
  expect(isValid(spoiled)).toBe(false);
});
