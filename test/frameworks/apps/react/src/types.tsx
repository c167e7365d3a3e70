import { createRef } from 'react';
import type { WiseLink } from 'wise-link/react';

const settings = { 'environment': 'sandbox', 'client-id': 'bank', 'redirect-uri': 'https://bank.example/wise-callback.html' } as const;

/** Each of these lines must be a type error. */
export const wrong = [
  // @ts-expect-error unknown environment
  <wise-link {...settings} environment="prod" />,
  // @ts-expect-error missing client id
  <wise-link environment="sandbox" redirect-uri="https://bank.example/wise-callback.html" />,
  // @ts-expect-error unknown attribute
  <wise-link {...settings} enviroment="sandbox" />,
  // @ts-expect-error unknown mode
  <wise-link {...settings} mode="tab" />,
  // @ts-expect-error headers must be an object or a function
  <wise-link {...settings} headers="X-CSRF: 1" />,
  // @ts-expect-error a success event has no error
  <wise-link {...settings} onwise-link-success={({ error }) => error} />,
];

/** These must compile. */
export const right = [<wise-link {...settings} ref={createRef<WiseLink>()} className="wide" id="link" hidden data-test="1" aria-label="Wise" onwise-link-exit={({ reason }) => reason} />];
