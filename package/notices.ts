// A build plugin that writes the licenses of the bundled libraries, and the software bill of materials.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, type Plugin } from 'vite';
import { Materials } from './materials.js';

/** A library inside a built file. */
export interface Library {
  readonly name: string;
  readonly version: string;
  /** The license as an SPDX expression. */
  readonly license: string;
}

/** What libraries contain without a notice: the HTTP parser of undici is compiled to WebAssembly. */
const INSIDE: Readonly<Record<string, string>> = {
  undici: 'llhttp is licensed under the MIT License, in the words above. Copyright Fedor Indutny, 2018.',
};

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The folder of the library that a module belongs to. None for modules of this repository. */
export const folderOf = (id: string): string | undefined => PACKAGE.exec(id.replaceAll('\\', '/').replace(/^\0/, '').replace(/\?.*$/, ''))?.[0];

/** The first line of a file that contains libraries: the name of the file with their licenses. */
export const notice = (fileName: string): string => `/*! Licenses: ${fileName} */`;

/** The comments of a module that are notices: of a copyright, or of a license. */
export function noticesIn(file: string, code: string): string[] {
  const blocks: { text: string; end: number }[] = [];
  for (const { type, value, start, end } of parseSync(file, code).comments) {
    const last = blocks.at(-1);
    const text = value.replace(/^[ \t]*[*!]+ ?/gm, '').trim();
    // Comments of one line that follow each other are one notice.
    if (type === 'Line' && last && /^\s*$/.test(code.slice(last.end, start))) Object.assign(last, { text: `${last.text}\n${text}`, end });
    else blocks.push({ text, end });
  }
  return blocks.map(({ text }) => text).filter((text) => /copyright|\(c\) *\d{4}|licen[cs]ed? (under|by)|\b(MIT|BSD)[ -]licen/i.test(text));
}

/**
 * Writes the licenses of all libraries that the environment's files contain into `fileName`, with the notices inside their modules, and
 * adds them to `sbom.cdx.json`. Environments without a file name must contain no library.
 */
export function notices(fileNameOf: (environment: string) => string | undefined): Plugin {
  const materials = new Materials();
  return {
    name: 'notices',
    apply: 'build',
    sharedDuringBuild: true,
    generateBundle(_, bundle) {
      const modules = new Map<string, string[]>();
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        for (const id of file.moduleIds) {
          const folder = folderOf(id);
          if (folder) modules.set(folder, [...(modules.get(folder) ?? []), id]);
        }
      }
      if (modules.size === 0) return;
      const fileName = fileNameOf(this.environment.name);
      if (!fileName) this.error(`${this.environment.name} contains libraries, but has no file for their licenses: ${[...modules.keys()].join(', ')}`);
      const libraries = [...modules].map(([folder, ids]) => read(folder, ids)).toSorted((one, other) => (one.name < other.name ? -1 : 1));
      this.emitFile({ type: 'asset', fileName, source: `# Licenses of the libraries inside these files\n\n${libraries.map(({ text }) => text).join('\n\n')}\n` });
      materials.add(libraries);
    },
    async closeBundle() {
      await materials.write();
    },
  };
}

function read(folder: string, ids: readonly string[]): Library & { text: string } {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Library;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (!file) throw new Error(`${name} has no license file`);
  const whole = readFileSync(join(folder, file), 'utf8').trim();
  const found = ids.filter((id) => /\.[cm]?js$/.test(id)).flatMap((id) => noticesIn(id, readFileSync(id, 'utf8')));
  const inside = [...new Set([...found, ...(INSIDE[name] ? [INSIDE[name]] : [])])].filter((notice) => !whole.includes(notice));
  const text = [`## ${name} ${version} (${license})`, whole, ...(inside.length > 0 ? ['### Notices in its files', ...inside.map((notice) => `    ${notice.replaceAll('\n', '\n    ')}`)] : [])].join('\n\n');
  return { name, version, license, text };
}
