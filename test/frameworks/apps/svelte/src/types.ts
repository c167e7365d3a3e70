import type { SvelteHTMLElements } from 'svelte/elements';
import type {} from 'wise-link/svelte';

type Settings = SvelteHTMLElements['wise-link'];
const settings = { 'environment': 'sandbox', 'client-id': 'bank', 'redirect-uri': 'https://bank.example/wise-callback.html' } as const;

/** Each of these lines must be a type error. */
export const wrong: Settings[] = [
  // @ts-expect-error unknown environment
  { ...settings, environment: 'prod' },
  // @ts-expect-error missing client id
  { 'environment': 'sandbox', 'redirect-uri': 'https://bank.example/wise-callback.html' },
  // @ts-expect-error unknown attribute
  { ...settings, enviroment: 'sandbox' },
  // @ts-expect-error unknown mode
  { ...settings, mode: 'tab' },
  // @ts-expect-error headers must be an object or a function
  { ...settings, headers: 'X-CSRF: 1' },
  // @ts-expect-error a success event has no error
  { ...settings, 'onwise-link-success': ({ error }) => error },
];

/** These must compile. */
export const right: Settings[] = [{ ...settings, 'id': 'link', 'class': 'wide', 'hidden': true, 'onwise-link-exit': ({ reason }) => void reason }];
