import type { ErrorHandler } from 'hono';
import type { WiseEnv } from './env.js';

/**
 * Tells of an unexpected error by its name and where it broke. Its message, and what else Node prints of an error, may
 * quote a code or an address, and secrets have no place in a log, not even in a simulator's.
 */
export const tellFailure: ErrorHandler<WiseEnv> = (error, c) => {
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').filter((line) => /^\s+at /.test(line));
  process.stderr.write(`${[error.name, ...frames].join('\n')}\n`);
  return c.text('Internal Server Error', 500);
};
