import type { SvelteHTMLElements } from 'svelte/elements';
import type {} from 'wise-link/svelte';

type Settings = SvelteHTMLElements['wise-link'];
const settings = { 'environment': 'sandbox', 'client-id': 'bank', 'redirect-uri': 'https://bank.example/wise-callback.html' } as const;

/** What must not pass the compiler: each of these lines is an error. */
export const wrong: Settings[] = [
  // @ts-expect-error there is no such environment
  { ...settings, environment: 'prod' },
  // @ts-expect-error without a client id nothing can be launched
  { 'environment': 'sandbox', 'redirect-uri': 'https://bank.example/wise-callback.html' },
  // @ts-expect-error there is no such attribute
  { ...settings, enviroment: 'sandbox' },
  // @ts-expect-error there is no such mode
  { ...settings, mode: 'tab' },
  // @ts-expect-error headers are an object, or a function that gives one
  { ...settings, headers: 'X-CSRF: 1' },
  // @ts-expect-error a success has a link, and no error
  { ...settings, 'onwise-link-success': ({ error }) => error },
];

/** And what must. */
export const right: Settings[] = [{ ...settings, 'id': 'link', 'class': 'wide', 'hidden': true, 'onwise-link-exit': ({ reason }) => void reason }];
