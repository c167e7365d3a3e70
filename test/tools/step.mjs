/**
 * Runs one step of a command: prints its name, runs its work, and prints the result. A step that fails without a failed test,
 * or that should run tests and ran none, counts as a failed test.
 */
export async function takeStep({ name, work, report }) {
  console.log(`\n── ${name}`);
  const start = Date.now();
  report?.remove();
  let error;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
  }
  const tests = report?.tests() ?? [];
  if (!error && report && tests.length === 0) error = new Error('No test ran.');
  if (error && !tests.some(({ result }) => result === 'failed')) tests.push({ titles: [name], result: 'failed' });
  // A runner may exit with 0 although it reported a failed test.
  if (!error && tests.some(({ result }) => result === 'failed')) error = new Error('A test failed.');
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(error ? `${name} failed after ${seconds} s: ${error.message}` : `${name}: ${seconds} s`);
  return { name, seconds, tests, error };
}

/** A table of how long each step took. */
export function timeTable(steps) {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps
    .map(({ name, seconds, error }) => `  ${name.padEnd(width)} ${seconds.padStart(7)} s${error ? '  failed' : ''}`)
    .join('\n');
}
