// Checks the table of what each feature costs in the standalone file.
import type { SourceMapPayload } from 'node:module';
import { expect, test } from 'vitest';
import { costsOf } from '../../package/sizes.js';
import { built } from './dist.js';

test('every module of the standalone file belongs to a feature, and together they are nearly the whole file', () => {
  const code = built('cdn/wise-link.js');
  const costs = costsOf(code, JSON.parse(built('cdn/wise-link.js.map')) as SourceMapPayload, (text) => text.length);
  expect(costs.filter(({ characters, bytes }) => characters === 0 || bytes !== characters)).toEqual([]);
  const owned = costs.reduce((sum, { characters }) => sum + characters, 0);
  expect(owned / code.length).toBeGreaterThan(0.97);
  expect(owned).toBeLessThanOrEqual(code.length);
});
