// Checks that every library inside a built file has its license in the package, and is in the software bill of materials.
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noticesIn } from '../../package/notices.js';
import { built, builtFiles, STANDALONE } from './dist.js';

interface Bill {
  metadata: { component: { name: string } };
  components: { 'group'?: string; 'name': string; 'version': string; 'bom-ref': string; 'purl': string; 'licenses': object[] }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

const bill = JSON.parse(built('sbom.cdx.json')) as Bill;
const nameOf = ({ group, name }: Bill['components'][number]): string => (group ? `${group}/${name}` : name);

/** The libraries inside a built file, by its source map. */
function librariesIn(file: string): string[] {
  const { sources } = JSON.parse(built(`${file}.map`)) as { sources: string[] };
  return [...new Set(sources.flatMap((source) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []))].toSorted();
}

const mapped = builtFiles().filter((file) => file.endsWith('.js') && builtFiles().includes(`${file}.map`));
const withLibraries = mapped.filter((file) => librariesIn(file).length > 0);

test('the server and the simulator contain libraries; the files for browsers contain none', () => {
  expect(withLibraries.map((file) => posix.parse(file).dir || posix.basename(file)).filter((name) => !/^(server|service|simulator)(\.js)?$/.test(name))).toEqual([]);
  expect(withLibraries).toEqual(expect.arrayContaining(['service.js', expect.stringMatching(/^server\//), expect.stringMatching(/^simulator\//)]));
  expect(STANDALONE.flatMap(librariesIn)).toEqual([]);
});

test.each(withLibraries)('dist/%s names the file with the licenses of all libraries inside it', (file) => {
  const [, licenses = ''] = /^(?:#!.*\n)?\/\*! Licenses: ([\w.-]+) \*\/\n/.exec(built(file)) ?? [];
  const titles = [...built(licenses).matchAll(/^## (\S+) \d\S* \(.+\)$/gm)].map(([, name]) => name);
  expect(librariesIn(file).filter((name) => !titles.includes(name))).toEqual([]);
});

test.each([
  ['simulator.license.md', ['Tom Wu', 'base-x contributors', 'Kenji Urushima', 'Digital Bazaar']],
  ['server.license.md', ['Matteo Collina', 'Einar Otto Stangvik', 'formdata-polyfill', 'llhttp']],
])('%s has the notices inside the files of the libraries', (file, holders) => {
  expect(holders.filter((holder) => !built(file).includes(holder))).toEqual([]);
});

describe('the software bill of materials', () => {
  test('has every library inside a built file, once, with its version and its license', () => {
    const all = [...new Set(withLibraries.flatMap(librariesIn))].toSorted();
    expect(bill.components.map(nameOf).toSorted()).toEqual(all);
    for (const { purl, version, licenses } of bill.components) expect([purl.endsWith(`@${version}`), licenses.length]).toEqual([true, 1]);
  });

  test('says that the package depends on them', () => {
    expect(bill.metadata.component.name).toBe('wise-link');
    expect(bill.dependencies[0]?.dependsOn).toEqual(bill.components.map((component) => component['bom-ref']));
  });
});

test.each([
  ['/* @license\n * Copyright 2017 Google LLC */', ['@license\nCopyright 2017 Google LLC']],
  ['// Copyright (c) 2005  Tom Wu\n// All rights reserved.\nlet a;', ['Copyright (c) 2005  Tom Wu\nAll rights reserved.']],
  ['/*! ws. MIT License. Einar Otto Stangvik */', ['ws. MIT License. Einar Otto Stangvik']],
  ["const text = '// Copyright 2026';", []],
  ['/** Handles the route. */ app.get((c) => c);', []],
])('the notices in %j are %j', (code, found) => {
  expect(noticesIn('x.js', code)).toEqual(found);
});
