import { delimiter } from 'node:path';

const QUIET = { NG_CLI_ANALYTICS: 'false', NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };

/** A partner's environment: without this repository's programs, and without the NODE_ENV that a tool set in this process. */
export function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { NODE_ENV: _, PATH = '', ...rest } = process.env;
  const programs = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...rest, PATH: programs.join(delimiter), ...QUIET, ...more };
}
