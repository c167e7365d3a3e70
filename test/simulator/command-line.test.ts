import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/simulator/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'wise-simulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file, and returns its path. */
function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const read = (...args: string[]) => readCommandLine(args, {});

describe('the command line', () => {
  test.each([
    [[], {}],
    [['--port', '0'], { port: 0 }],
    [['--redirect-uri', 'http://localhost:3000/wise-redirect', '--redirect-uri', 'app://x'], { redirectUris: ['http://localhost:3000/wise-redirect', 'app://x'] }],
    [['--client-id', 'a', '--client-secret', 's', '--client-name', 'A & B'], { clientId: 'a', clientSecret: 's', clientName: 'A & B' }],
    [['--allowed-host', 'wise.test', '--allowed-host', 'b.test'], { allowedHosts: ['wise.test', 'b.test'] }],
    [['--partner-origin', 'http://a.test', '--scenario', 'slow', '--seed', '7'], { partnerOrigin: 'http://a.test', scenario: 'slow', seed: '7' }],
  ])('%j', (args, options) => {
    expect(read(...args)).toEqual(options);
  });

  test('sets switches, also beside those of a file', () => {
    const path = file('switches.json', '{"switches":{"latencyMs":5,"coop":"same-origin"}}');
    expect(read('--config', path, '--switch', 'latencyMs=7', '--switch', 'clientIdOptional=true')).toEqual({
      switches: { latencyMs: 7, coop: 'same-origin', clientIdOptional: true },
    });
  });

  test('asks for mutual TLS, also beside what a file has', () => {
    const path = file('mtls.json', '{"mtls":{"folder":"a"}}');
    expect(read('--mtls', 'certs', '--mtls-port', '0')).toEqual({ mtls: { folder: 'certs', port: 0 } });
    expect(read('--config', path, '--mtls-port', '4201')).toEqual({ mtls: { folder: 'a', port: 4201 } });
  });

  test('asks for help', () => {
    expect(read('--help')).toBe('help');
  });

  test('reads all options from a file, with ids beyond 2^53, and overrides them', () => {
    const options = {
      port: 5000,
      clients: [{ clientId: 'a', redirectUris: ['https://a.example/'] }, { clientId: 'b', redirectUris: [] }],
      customers: [{ email: 'ada@example.com' }],
      switches: { latencyMs: 5 },
      seed: '1',
    };
    const path = file('config.json', JSON.stringify(options));
    expect(read('--config', path, '--seed', '7')).toEqual({ ...options, seed: '7' });
    const large = file('large.json', '[{"email":"a@b.example","profiles":[{"type":"BUSINESS","businessName":"A","id":9007199254740993}]}]');
    expect(read('--config', path, '--customers', large)).toMatchObject({ port: 5000, customers: [{ profiles: [{ id: 9007199254740993n }] }] });
  });

  test('overrides the environment, which has the port and the origin', () => {
    expect(readCommandLine(['--port', '1'], { WISE_PORT: '2', PARTNER_ORIGIN: 'http://a.test' })).toEqual({ port: 1, partnerOrigin: 'http://a.test' });
    expect(readCommandLine([], { WISE_PORT: '', PARTNER_ORIGIN: '' })).toEqual({});
  });
});

describe('a wrong command line is refused with one sentence', () => {
  const broken = file('broken.json', '{');
  const wrong = file('wrong.json', '{"port":"x","clients":[{"clientId":"a","redirectUris":["x"]}]}');
  const noList = file('no-list.json', '{}');

  test.each([
    [['--port', 'x'], '--port "x" is not a port number.'],
    [['--port', '65536'], '--port 65536 is not a port number.'],
    [['--partner-origin', 'http://localhost:4100/'], '--partner-origin "http://localhost:4100/" is not an origin: write it as "http://localhost:4100".'],
    [['--redirect-uri', '/x'], '--redirect-uri "/x" is not an absolute URI without a fragment.'],
    [['--scenario', 'x'], '--scenario "x" is not a scenario: there are works, slow, unavailable, rate-limited, isolated, no-state-on-error.'],
    [['--switch', 'broken=true'], '--switch has no option "broken".'],
    [['--switch', 'unavailable'], '--switch unavailable "" must be true or false.'],
    [['--mtls', ''], '--mtls "" must be a text that is not empty.'],
    [['--mtls-port', 'x'], '--mtls-port "x" is not a port number.'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--config', join(folder, 'none.json')], `${join(folder, 'none.json')} cannot be read.`],
    [['--config', broken], `${broken} is not JSON.`],
    [['--config', wrong], `${wrong}: port "x" is not a port number.\n${wrong}: clients[0].redirectUris[0] "x" is not an absolute URI without a fragment.`],
    [['--config', file('list.json', '[]')], `${join(folder, 'list.json')}: The content must be an object.`],
    [['--customers', noList], `${noList}: The content must be a list.`],
  ])('%j', (args, sentence) => {
    expect(() => read(...args)).toThrow(expect.objectContaining({ name: 'OptionError', message: sentence }));
  });

  test('that names the variable, if the environment is wrong', () => {
    expect(() => readCommandLine([], { WISE_PORT: 'x' })).toThrow('WISE_PORT "x" is not a port number.');
    expect(() => readCommandLine([], { PARTNER_ORIGIN: 'x' })).toThrow('PARTNER_ORIGIN "x" is not an origin');
  });
});
