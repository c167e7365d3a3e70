import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** One file of `src`, with its imports and its code. */
export class SourceModule {
  /** Its path in `src`, without the ending: `flow/state`. */
  readonly name: string;
  /** The modules of `src` and the packages that it imports at run time, by name. */
  readonly imports: readonly string[];
  /** The same, and type-only imports. */
  readonly references: readonly string[];
  /** Its text without comments. */
  readonly code: string;

  constructor(name: string, text: string) {
    const { module, comments, errors } = parseSync(`${name}.ts`, text);
    if (errors[0]) throw new Error(`src/${name}.ts: ${errors[0].message}`);
    const named = [...module.staticImports, ...module.staticExports].flatMap((statement) => loaded(statement));
    const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1));
    const all = [...module.staticImports, ...module.staticExports].flatMap((statement) => mentioned(statement));
    this.name = name;
    this.imports = [...new Set([...named, ...dynamic])].map((specifier) => resolve(name, specifier));
    this.references = [...new Set([...all, ...dynamic])].map((specifier) => resolve(name, specifier));
    this.code = comments.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  }

  static all(): SourceModule[] {
    return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => new SourceModule(file.replaceAll('\\', '/').replace(/\.ts$/, ''), readFileSync(SRC + file, 'utf8')))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }
}

interface Statement {
  moduleRequest?: { value: string };
  entries: readonly { isType: boolean; moduleRequest?: { value: string } | null }[];
}

/** Empty for a type-only statement. `import './x.js'` has no entries, but loads the module. */
function loaded({ moduleRequest, entries }: Statement): string[] {
  if (moduleRequest) return entries.length > 0 && entries.every(({ isType }) => isType) ? [] : [moduleRequest.value];
  return entries.flatMap((entry) => (entry.moduleRequest && !entry.isType ? [entry.moduleRequest.value] : []));
}

/** The modules of the statement. */
function mentioned({ moduleRequest, entries }: Statement): string[] {
  return [moduleRequest, ...entries.map((entry) => entry.moduleRequest)].flatMap((request) => (request ? [request.value] : []));
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '');
}
