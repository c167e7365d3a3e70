import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Library } from './notices.js';

/** The software bill of materials of the package, in the format CycloneDX 1.6: the libraries inside the built files. */
export class Materials {
  readonly #libraries = new Map<string, Library>();

  add(libraries: readonly Library[]): void {
    for (const library of libraries) this.#libraries.set(urlOf(library), library);
  }

  /** Writes all libraries so far into `dist/sbom.cdx.json`. It has no date and no serial number, so that the same commit gives the same file. */
  async write(): Promise<void> {
    const own = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as Library;
    const all = [...this.#libraries.values()].toSorted((one, other) => (urlOf(one) < urlOf(other) ? -1 : 1));
    const bill = {
      $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: component(own) },
      components: all.map(component),
      dependencies: [{ ref: urlOf(own), dependsOn: all.map(urlOf) }, ...all.map((library) => ({ ref: urlOf(library) }))],
    };
    await mkdir(new URL('../dist', import.meta.url), { recursive: true });
    await writeFile(new URL('../dist/sbom.cdx.json', import.meta.url), `${JSON.stringify(bill, undefined, 2)}\n`);
  }
}

/** The package URL, https://github.com/package-url/purl-spec. */
const urlOf = ({ name, version }: Library): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function component(library: Library): object {
  const { name, version, license } = library;
  const [local = '', group] = name.split('/').toReversed();
  const isExpression = /[ ()]/.test(license);
  return {
    'type': 'library',
    'bom-ref': urlOf(library),
    ...(group && { group }),
    'name': local,
    version,
    'licenses': [isExpression ? { expression: license } : { license: { id: license } }],
    'purl': urlOf(library),
  };
}
