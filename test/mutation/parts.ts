// What is mutated, and the tests that must notice.

/** A part of the source with its tests. */
export interface Part {
  /** The files that are mutated. */
  mutate: readonly string[];
  /** The test files that run for each of their mutants. */
  tests: readonly string[];
}

/** The tests of these names in a folder. */
const tests = (folder: string, ...names: string[]): string[] => names.map((name) => `test/${folder}/${name}.test.ts`);

/** The parts by their names, as arguments of the command. Tests that measure a time are left out. */
export const PARTS: Readonly<Record<string, Part>> = {
  flow: { mutate: ['src/flow/*.ts'], tests: tests('flow', '*') },
  oauth: { mutate: ['src/oauth/*.ts'], tests: tests('oauth', 'authorization-response', 'redirect-uri', 'typed-code') },
  identity: { mutate: ['src/server/identity.ts', 'src/server/identity/*.ts'], tests: tests('server', 'identity', 'identity/*') },
  vault: { mutate: ['src/server/vault.ts'], tests: tests('server', 'vault') },
  guard: { mutate: ['src/server/guard.ts'], tests: tests('server', 'admission') },
};
