// Tests that the playground has a control for all that changes the element, and that its URL holds their values.
import { expect, test } from 'vitest';
import { valuesOf } from '../../../demo/site/playground/setting.js';
import { SCENARIOS as LABELED } from '../../../demo/site/playground/scenarios.js';
import { SETTINGS } from '../../../demo/site/playground/settings.js';
import { readState, writeState } from '../../../demo/site/playground/state.js';
import { LANGUAGES } from '../../../demo/site/languages.js';
import { WiseLinkProperties } from '../../../src/element/properties.js';
import { SCENARIOS } from '../../../src/testing/index.js';
import { NAMES } from '../../package/words/catalogs.js';

const read = (query: string): ReturnType<typeof readState> => readState(new URLSearchParams(query));

test('each attribute of the element has a control', () => {
  const attributes = Object.entries(WiseLinkProperties.properties).filter(([, { attribute }]) => attribute !== false).map(([name, { attribute }]) => (typeof attribute === 'string' ? attribute : name.toLowerCase()));
  expect(attributes.length).toBeGreaterThan(10);
  expect([...attributes, 'lang', 'dir'].filter((name) => !(name in SETTINGS))).toEqual([]);
});

test('each scenario of wise-link/testing has a label', () => {
  expect(Object.keys(LABELED)).toEqual(Object.keys(SCENARIOS));
});

test('each language with a catalog can be chosen', () => {
  expect(LANGUAGES.toSorted()).toEqual(NAMES.filter((name) => !name.includes('informal')).toSorted());
});

test('without a query, all values are the defaults, and their query is empty', () => {
  expect(read('')).toMatchObject({ show: 'live', backend: 'bank', mode: 'auto', 'start-url': '/api/wise/start', framework: 'HTML' });
  expect(writeState(read(''))).toBe('');
});

test('a query with other values survives a round trip, an empty text too', () => {
  const query = '?backend=slow&lang=pt-BR&mode=email&partner-name=A+%26+B&start-url=&framework=Vue';
  expect(writeState(read(query))).toBe(query);
  expect(read(query)).toMatchObject({ 'partner-name': 'A & B', 'start-url': '' });
});

test.each(['show=x', 'backend=__proto__', 'lang=xx', 'width=9000px', `partner-name=${'x'.repeat(201)}`, 'other=1', 'mode='])('a query with the unknown value %s is ignored', (query) => {
  expect(read(query)).toEqual(read(''));
});

test('without the bank, a stand-in is the default, and its query is empty', () => {
  const state = readState(new URLSearchParams('?backend=bank'), false);
  expect(state['backend']).toBe('linked');
  expect(writeState(state, false)).toBe('');
  expect(writeState({ ...state, backend: 'slow' }, false)).toBe('?backend=slow');
});

test('each choice has different values', () => {
  for (const setting of Object.values(SETTINGS)) expect(new Set(valuesOf(setting)).size).toBe(valuesOf(setting).length);
});
