// `npm run sizes`: prints what each feature costs in the built standalone file.
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

/** The modules of each feature, as paths in `src`. The first row that matches counts. */
const FEATURES: readonly (readonly [feature: string, modules: RegExp])[] = [
  ['English', /^locales\/en\./],
  ['other languages, own words', /^(locales\/|language\.)/],
  ['styles, icons', /^element\/(wise-link\.styles|view\/(css|icon))/],
  ['emails, typed codes', /awaiting-code|typed-code|email-cooldown|view\/(keys|relative-time)/],
  ['“Is this your account?”', /view\/consent|phases\/account/],
  ['popup, in-app browsers, frames', /^launch\/(?!redirect)/],
  ['redirect, reload, resume', /^(launch\/redirect|controller\/resume|attempt\/(address|owned|resumable|stored))/],
  ['several elements and tabs', /^(controller\/(presence|controllers|weak-list)|attempt\/cross-tab)/],
  ['start before the click', /^attempt\/(prefetched|start-response)/],
  ['calls, retries, answers', /^(backend\/|own-property|errors)/],
  ['warnings for developers', /^(stringified|element\/browser-support)/],
  ['attributes', /^(config|read-url|element\/properties)/],
  ['base class', /^element\/reactive-element/],
  ['card', /^element\/view\//],
  ['element, events', /^(element\/|events|index|script)/],
  ['states, activities, the rest', /^(flow|controller|attempt|oauth)\/|^(timer|name-prefix|null-prototype)/],
];

/** A feature, its characters in the file, and by how many bytes the compressed file would be smaller without them. */
export interface Cost {
  feature: string;
  characters: number;
  bytes: number;
}

const compressed = (text: string): number => brotliCompressSync(text).length;

/** The feature that a source file belongs to. Throws if there is none. */
function featureOf(source: string): string {
  const module = source.replace(/^.*\/src\//, '');
  const [feature] = FEATURES.find(([, modules]) => modules.test(module)) ?? [];
  if (feature === undefined) throw new Error(`${source} belongs to no feature: add it to package/sizes.ts`);
  return feature;
}

/** The feature of each character of the file. Characters that the minifier added belong to none. */
function owners(code: string, map: SourceMap): (string | undefined)[] {
  return code.split('\n').flatMap((text, line) =>
    Array.from({ length: text.length + 1 }, (_, column) => {
      const entry = map.findEntry(line, column);
      return 'originalSource' in entry && entry.originalSource ? featureOf(entry.originalSource) : undefined;
    }),
  );
}

/** What each feature costs in a file, the most expensive first. `size` measures a text. */
export function costsOf(code: string, map: SourceMapPayload, size = compressed): Cost[] {
  const owned = owners(code, new SourceMap(map));
  const total = size(code);
  return FEATURES.map(([feature]) => {
    const rest = Array.from({ length: code.length }, (_, index) => (owned[index] === feature ? '' : code.charAt(index))).join('');
    return { feature, characters: code.length - rest.length, bytes: total - size(rest) };
  }).toSorted((one, other) => other.bytes - one.bytes);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = new URL('../dist/cdn/wise-link.js', import.meta.url);
  const code = readFileSync(file, 'utf8');
  const costs = costsOf(code, JSON.parse(readFileSync(new URL(`${file.href}.map`), 'utf8')) as SourceMapPayload);
  const rows = costs.map(({ feature, characters, bytes }) => `| ${feature} | ${characters} | ${bytes} |`);
  process.stdout.write(['| feature | characters | bytes in brotli |', '|---|---|---|', ...rows, `| the file | ${code.length} | ${compressed(code)} |`].join('\n') + '\n');
}
