import type { WiseLink } from 'wise-link/solid-2';

let element: WiseLink | undefined;
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
  <wise-link {...settings} prop:headers="X-CSRF: 1" />,
  // @ts-expect-error this would be an attribute with the text [object Object]
  <wise-link {...settings} headers={{}} />,
  // @ts-expect-error this would listen for the event wiselinksuccess
  <wise-link {...settings} onWiseLinkSuccess={() => undefined} />,
  // @ts-expect-error a success event has no error
  <wise-link {...settings} onWise-link-success={({ error }) => error} />,
];

/** These must compile. */
export const right = [<wise-link {...settings} ref={element} class="wide" id="link" hidden data-test="1" aria-label="Wise" onWise-link-exit={({ reason }) => reason} />];
