// Tests what the development build says about a missing `start-url`, and that it watches words.
import { HttpResponse } from 'msw';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { warnOfMissingStart } from '../src/missing-start.js';
import { partOf, reaches, wiseLink } from './support/element.js';
import { problem, startAnswers } from './support/backend.js';
import { WiseWindow } from './support/wise-window.js';

let wise: WiseWindow;
let warnings: string[];
beforeEach(() => {
  wise = new WiseWindow();
  warnings = [];
  vi.spyOn(console, 'warn').mockImplementation((...texts: string[]) => warnings.push(texts.join(' ')));
});
afterEach(() => wise.remove());

const NOT_SET = '<wise-link> has no start-url';
const NOT_FOUND = '<wise-link> got no attempt from start-url';

test('the development build warns once, when an attempt begins, that start-url is not set', async () => {
  await import('../src/development.js');
  const element = await wiseLink();
  expect(warnings).toEqual([]);
  partOf(element, 'launch').click();
  expect(warnings).toEqual([expect.stringContaining(NOT_SET)]);
  element.reset();
  partOf(element, 'launch').click();
  expect(warnings).toHaveLength(1);
});

test('the development build also names keys of messages that the element ignores', async () => {
  await import('../src/development.js');
  const element = await wiseLink();
  Object.assign(element, { messages: { cancle: 'Not now' } });
  expect(warnings).toEqual([expect.stringContaining('<wise-link> ignores in messages: cancle')]);
});

test.each([
  ['a page of the site', () => HttpResponse.html('Not found', { status: 404 })],
  ['an answer of the framework', () => HttpResponse.json({ message: 'Not found' }, { status: 404 })],
])('warns if the backend has no endpoint at start-url, but %s', async (_, answer) => {
  startAnswers(answer);
  const element = await wiseLink({ 'start-url': '/api/wise/start' });
  warnOfMissingStart(element);
  partOf(element, 'launch').click();
  await reaches(element, 'failed');
  expect(warnings).toEqual([expect.stringMatching(`${NOT_FOUND}.* /api/wise/start$`)]);
});

test.each(['session_required', 'too_many_attempts'])('says nothing if the endpoint refuses with %s', async (code) => {
  startAnswers(problem(code, 429));
  const element = await wiseLink({ 'start-url': '/api/wise/start' });
  warnOfMissingStart(element);
  partOf(element, 'launch').click();
  await reaches(element, 'failed');
  expect(warnings).toEqual([]);
});
