import { createRef } from 'preact';
import type { WiseLink } from 'wise-link/preact';

const settings = { 'environment': 'sandbox', 'client-id': 'bank', 'redirect-uri': 'https://bank.example/wise-callback.html' } as const;

/** What must not pass the compiler: each of these lines is an error. */
export const wrong = [
  // @ts-expect-error there is no such environment
  <wise-link {...settings} environment="prod" />,
  // @ts-expect-error without a client id nothing can be launched
  <wise-link environment="sandbox" redirect-uri="https://bank.example/wise-callback.html" />,
  // @ts-expect-error there is no such attribute
  <wise-link {...settings} enviroment="sandbox" />,
  // @ts-expect-error there is no such mode
  <wise-link {...settings} mode="tab" />,
  // @ts-expect-error headers are an object, or a function that gives one
  <wise-link {...settings} headers="X-CSRF: 1" />,
  // @ts-expect-error a success has a link, and no error
  <wise-link {...settings} onwise-link-success={({ error }) => error} />,
];

/** And what must. */
export const right = [<wise-link {...settings} ref={createRef<WiseLink>()} class="wide" id="link" hidden data-test="1" aria-label="Wise" onwise-link-exit={({ reason }) => reason} />];
