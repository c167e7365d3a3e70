// Finds the tests that a change of a source file can break.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';
import { root } from './command.mjs';

const FOLDERS = ['src', 'demo', 'contract', 'test'];

/** Folders of `src` that the random schedules run, as bundles. */
const IN_MODEL = /^src\/(attempt|backend|callback|controller|element|flow|launch|oauth|[\w-]+\.ts$)/;

/** Tests of `npm test`. The others take minutes, and have commands of their own. */
const IN_NPM_TEST = /^(?!test\/(crash|example|faults|e2e|threats)\/)(?!.*\/(planted|broken)\.test).*\.test\.ts$/;

/** The random schedules: a wide test of these folders, of which a few hundred take seconds. */
export const SCHEDULES = 'test/model/schedules.test.ts';

/** The test files for some files, the most likely to fail first: those of the same name, of the same folder, then by the number of imports in between. */
export function relatedTests(changed) {
  const files = FOLDERS.flatMap(filesIn);
  const distances = distancesFrom(changed, importers(files));
  const isOwn = (test) => test === SCHEDULES || changed.some((file) => ownTests(file).test(test));
  const isNamesake = (test) => changed.some((file) => posix.basename(test, '.test.ts') === posix.basename(file, '.ts'));
  const rank = (test) => (isOwn(test) ? (isNamesake(test) ? -2000 : -1000) + Math.min(distances.get(test) ?? 999, 999) : (distances.get(test) ?? Infinity));
  const hasModel = changed.some((file) => IN_MODEL.test(file) || file.startsWith('test/model/'));
  return files
    .filter((file) => IN_NPM_TEST.test(file))
    .filter((file) => (file === SCHEDULES ? hasModel : rank(file) < Infinity))
    .toSorted((one, other) => rank(one) - rank(other));
}

/** The tests in the folder of the same name, of a file at the top those of its name. A test is its own. */
function ownTests(file) {
  const [, path = file] = /^src\/(.*)\.ts$/.exec(file) ?? [];
  const [folder] = path.split('/');
  return path === file ? new RegExp(`^${file}$`) : new RegExp(`^test/${folder}(/.*)?\\.test\\.ts$`);
}

function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((file) => posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => /\.(ts|mjs)$/.test(file) && !/\/(node_modules|apps)\//.test(file));
}

/** By each file: those that import it. */
function importers(files) {
  const known = new Set(files);
  const found = new Map();
  for (const file of files) {
    for (const imported of importsOf(file)) {
      if (known.has(imported)) found.set(imported, [...(found.get(imported) ?? []), file]);
    }
  }
  return found;
}

function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const { module } = parseSync(file, text);
  const named = [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []))];
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1));
  return [...named, ...dynamic].map((specifier) => resolved(file, specifier));
}

const resolved = (from, specifier) =>
  specifier.startsWith('.')
    ? posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts')
    : specifier.replace(/^wise-link\/server$/, 'src/server/index.ts').replace(/^wise-link\/server\/(\w+)$/, 'src/server/$1.ts');

/** By each file that imports one of these, over any number of others: how many. */
function distancesFrom(changed, importersOf) {
  const distances = new Map(changed.map((file) => [file, 0]));
  // A map visits what is added to it.
  for (const [file, distance] of distances) {
    for (const importer of importersOf.get(file) ?? []) if (!distances.has(importer)) distances.set(importer, distance + 1);
  }
  return distances;
}
