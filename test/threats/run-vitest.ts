import { fileURLToPath } from 'node:url';
import { createVitest, type TestCase, type TestModule, type Vitest } from 'vitest/node';
import type { Cited } from './bug.js';
import type { Plant } from './plant.js';
import { patternOf } from './pattern.js';
import type { Ended } from './verdict.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Runs unit and component tests with each bug in turn. Vitest and its browser start only once. */
export class Units {
  /** Started by the first run. */
  #started: Promise<Vitest> | undefined;

  async #start(): Promise<Vitest> {
    // Set what the `vitest` command sets, because the configuration differs for the demo's server.
    Object.assign(process.env, { VITEST: 'true', NODE_ENV: 'test' });
    const vitest = await createVitest('test', {
      config: path('vitest.config.ts'),
      watch: false,
      reporters: [{}],
      project: ['node', 'demo', 'browser'],
    });
    await vitest.standalone();
    return vitest;
  }

  /** The results of the tests with these changes in the source. */
  async run(plants: readonly Plant[], tests: readonly Cited[]): Promise<Ended[]> {
    process.env.PLANTS = JSON.stringify(plants);
    const vitest = await (this.#started ??= this.#start());
    try {
      forget(vitest, plants);
      const files = [...new Set(tests.map(([file]) => path(`../${file}`)))];
      const all = await vitest.globTestSpecifications(files);
      vitest.setGlobalTestNamePattern(new RegExp(tests.map(([, title]) => patternOf(title)).join('|')));
      const { testModules } = await vitest.runTestSpecifications(all.filter(({ moduleId }) => files.includes(moduleId)));
      return testModules.filter(({ moduleId }) => files.includes(moduleId)).flatMap(endsIn);
    } finally {
      process.env.PLANTS = '[]';
      forget(vitest, plants);
    }
  }

  async close(): Promise<void> {
    await (await this.#started)?.close();
  }
}

function forget(vitest: Vitest, plants: readonly Plant[]): void {
  for (const { file } of plants) vitest.invalidateFile(path(`../../${file}`));
}

function endsIn(module: TestModule): Ended[] {
  const file = module.relativeModuleId.replace(/^test\//, '');
  const broken = module.errors().map(({ message }): Ended => ({ file, title: '', result: 'broken', failure: message }));
  return [...broken, ...Array.from(module.children.allTests(), (test) => endOf(file, test))];
}

function endOf(file: string, test: TestCase): Ended {
  const { state, errors = [] } = test.result();
  const failure = errors.map(({ name, message }) => `${name}: ${message}`).join('\n');
  return { file, title: test.name, result: state === 'pending' ? 'skipped' : state, failure };
}
