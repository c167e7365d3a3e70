/**
 * One step of a command: says its name, works, and tells how it went. A step that failed without a failed test counts
 * as one, and so does a step that should have run tests and ran none: neither may look like a success.
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
  // A runner that reports a failed test and yet ends well is not believed.
  if (!error && tests.some(({ result }) => result === 'failed')) error = new Error('A test failed.');
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(error ? `${name} failed after ${seconds} s: ${error.message}` : `${name}: ${seconds} s`);
  return { name, seconds, tests, error };
}

/** How long each step took. */
export function timeTable(steps) {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps
    .map(({ name, seconds, error }) => `  ${name.padEnd(width)} ${seconds.padStart(7)} s${error ? '  failed' : ''}`)
    .join('\n');
}
