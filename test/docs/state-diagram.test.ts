import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stateDiagram } from '../../package/state-diagram.js';
import { root } from './pages.js';

test('docs/state-diagram.md is the diagram of the transitions: run `npm run diagram`', () => {
  expect(readFileSync(`${root}docs/state-diagram.md`, 'utf8')).toBe(stateDiagram());
});

test.each(['idle --> authorizing: launched, resumed', 'exchanging --> linked: linked', 'exchanging --> failed_retryable: failed (retryable)'])('it has the arrow "%s"', (arrow) => {
  expect(stateDiagram()).toContain(arrow);
});

test.each(['idle --> linked: linked\n', 'exchanging --> idle: cancel', 'linked --> '])('it has no arrow "%s"', (arrow) => {
  expect(stateDiagram()).not.toContain(arrow);
});
