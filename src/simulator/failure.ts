import type { ErrorHandler } from 'hono';
import type { WiseEnv } from './env.js';

/**
 * Logs the name and stack frames of an unexpected error. Its message, and other properties that Node prints, may quote a
 * code or an address, and secrets must not be logged, even by a simulator.
 */
export const logFailure: ErrorHandler<WiseEnv> = (error, c) => {
  const frames = (error.stack ?? '').replace(error.message, '').split('\n').filter((line) => /^\s+at /.test(line));
  process.stderr.write(`${[error.name, ...frames].join('\n')}\n`);
  return c.text('Internal Server Error', 500);
};
