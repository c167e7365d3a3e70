// Tests that session replay does not record codes and states.
import { record } from 'rrweb';
import { expect, test } from 'vitest';
import type { WiseLink } from '../../src/index.js';
import { partOf, reaches, wiseLink } from '../support/element.js';

const CODE = 'CANARY77';

/** Creates an element with the code field. */
async function awaiting(): Promise<{ element: WiseLink; input: HTMLInputElement }> {
  const element = await wiseLink({ mode: 'email' });
  await reaches(element, 'awaiting-code');
  return { element, input: partOf(element, 'input') as HTMLInputElement };
}

/** Types one character at a time. */
function typesInto(field: HTMLInputElement): void {
  field.focus();
  for (const character of CODE) document.execCommand('insertText', false, character);
  expect(field.value).toBe(CODE);
}

/** The events that a recorder with default options records during an action. */
async function recorded(action: () => void | Promise<void>): Promise<string> {
  const events: unknown[] = [];
  const stop = record({ emit: (event) => events.push(event) });
  await action();
  await new Promise(requestAnimationFrame);
  stop?.();
  expect(events.length).toBeGreaterThan(1);
  return JSON.stringify(events);
}

test('Q8 a session replay during typing does not contain the code', async () => {
  const { input } = await awaiting();
  const events = await recorded(() => typesInto(input));
  expect(events.includes('CANARY')).toBe(false);
});

test('Q8 a session replay that starts after typing, or takes a full snapshot, does not contain the code', async () => {
  const { input } = await awaiting();
  typesInto(input);
  const events = await recorded(() => record.takeFullSnapshot());
  expect([events.includes('wise-link'), events.includes('CANARY')]).toEqual([true, false]);
});

test('S10 Q8 a session replay during the launch does not contain the state', async () => {
  const element = await wiseLink({ mode: 'redirect' });
  let url = '';
  element.addEventListener('wise-link-navigate', (event) => {
    ({ url } = event);
    event.preventDefault(); // the page opens Wise itself
  });
  const events = await recorded(async () => {
    void element.open();
    await element.updateComplete;
  });
  const state = new URL(url).searchParams.get('state') ?? '';
  expect(state).toHaveLength(43);
  expect(events.includes(state)).toBe(false);
});

test('Q8 the recorder of these tests records text in an unprotected field', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  expect(await recorded(() => typesInto(field))).toContain('CANARY');
  field.remove();
});
