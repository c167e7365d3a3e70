import { record } from 'rrweb';
import { expect, test } from 'vitest';
import type { WiseLink } from '../../src/index.js';
import { partOf, reaches, wiseLink } from '../support/element.js';

const CODE = 'CANARY77';

/** The card with the code field. */
async function awaiting(): Promise<{ element: WiseLink; input: HTMLInputElement }> {
  const element = await wiseLink({ mode: 'email' });
  await reaches(element, 'awaiting-code');
  return { element, input: partOf(element, 'input') as HTMLInputElement };
}

/** Types as a customer does: each sign is an event. */
function typesInto(field: HTMLInputElement): void {
  field.focus();
  for (const sign of CODE) document.execCommand('insertText', false, sign);
  expect(field.value).toBe(CODE);
}

/** What a recorder with its defaults writes down of what is done meanwhile. */
async function recorded(meanwhile: () => void | Promise<void>): Promise<string> {
  const events: unknown[] = [];
  const stop = record({ emit: (event) => events.push(event) });
  await meanwhile();
  await new Promise(requestAnimationFrame);
  stop?.();
  expect(events.length).toBeGreaterThan(1);
  return JSON.stringify(events);
}

test('Q8 a session replay that runs while the code is typed has no sign of it', async () => {
  const { input } = await awaiting();
  const events = await recorded(() => typesInto(input));
  expect(events.includes('CANARY')).toBe(false);
});

test('Q8 a session replay that begins when the code stands there, or takes another look at the whole page, has no sign of it', async () => {
  const { input } = await awaiting();
  typesInto(input);
  const events = await recorded(() => record.takeFullSnapshot());
  expect([events.includes('wise-link'), events.includes('CANARY')]).toEqual([true, false]);
});

test('S10 Q8 a session replay from the launch on has no state', async () => {
  const element = await wiseLink({ mode: 'redirect' });
  let url = '';
  element.addEventListener('wise-link-navigate', (event) => {
    ({ url } = event);
    event.preventDefault(); // a shell opens Wise itself
  });
  const events = await recorded(async () => {
    void element.open();
    await element.updateComplete;
  });
  const state = new URL(url).searchParams.get('state') ?? '';
  expect(state).toHaveLength(43);
  expect(events.includes(state)).toBe(false);
});

test('Q8 the recorder of these tests sees what is typed into a field without the marks', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  expect(await recorded(() => typesInto(field))).toContain('CANARY');
  field.remove();
});
