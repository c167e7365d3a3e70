import { describe, expect, test } from 'vitest';
import { LinkError } from '../../src/errors.js';
import type { FlowEvent, State } from '../../src/flow/state.js';
import { transition } from '../../src/flow/transition.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const grant = { state: 's', code: 'c', source: 'popup', redirectUri: 'https://bank.example/cb' } as const;
const request = { key: 'k', payload: grant };
const typedRequest = { key: 'k', payload: { ...grant, source: 'typed' as const } };
const wrongCode = new LinkError('code_invalid');
const tooSoon = new LinkError('rate_limited', { retryable: true });
const offline = new LinkError('backend_unavailable', { retryable: true });
const mismatch = new LinkError('identity_mismatch');

const idle: State = { phase: 'idle' };
const popup: State = { phase: 'authorizing', via: 'popup', window: 'open' };
const asking: State = { phase: 'requesting-email' };
const awaiting: State = { phase: 'awaiting-code', sentTo: 's•••@e•••.com' };
const exchanging: State = { phase: 'exchanging', request };
const typed: State = { phase: 'exchanging', request: typedRequest, sentTo: 's•••@e•••.com' };
const confirming: State = { phase: 'confirming', link, attemptId: 'a' };
const linked: State = { phase: 'linked', link };
const failedForGood: State = { phase: 'failed', error: mismatch };
const failedForNow: State = { phase: 'failed', error: offline, request };

const cancel: FlowEvent = { phase: 'idle', left: 'cancelled' };
const declined: FlowEvent = { phase: 'idle', left: 'declined' };
const discarded: FlowEvent = { phase: 'idle', left: 'discarded' };
const reset: FlowEvent = { phase: 'idle' };
const gone: FlowEvent = { phase: 'authorizing', via: 'popup', window: 'gone' };

const rows: [name: string, state: State, event: FlowEvent, next: State | 'ignored'][] = [
  ['a launch starts from idle', idle, popup, popup],
  ['a launch starts again after a failure', failedForGood, popup, popup],
  ['a launch starts again after a failure that could be retried', failedForNow, popup, popup],
  ['a launch with another flow continues the attempt', gone, { ...popup, via: 'redirect' }, { ...popup, via: 'redirect' }],
  ['a launch while the code is with the backend is ignored', exchanging, popup, 'ignored'],
  ['a launch during the confirmation is ignored', confirming, popup, 'ignored'],
  ['a launch when the account is linked is ignored', linked, popup, 'ignored'],
  ['a window that is gone is a hint', popup, gone, gone],
  ['a window that is gone after the code arrived is ignored', exchanging, gone, 'ignored'],
  ['an attempt of an earlier page is resumed', idle, gone, gone],
  ['a code goes to the backend', popup, exchanging, exchanging],
  ['a code goes to the backend even if the window seemed gone', gone, exchanging, exchanging],
  ['a code from a redirect goes to the backend', idle, exchanging, exchanging],
  ['a second code is ignored while the first is with the backend', exchanging, typed, 'ignored'],
  ['a typed code keeps the address of the e-mail', awaiting, { phase: 'exchanging', request: typedRequest }, typed],
  ['after an e-mail was sent, its code is awaited', asking, awaiting, awaiting],
  ['a typed text that is not a code stays in the field, with the error', awaiting, { phase: 'failed', error: wrongCode }, { ...awaiting, error: wrongCode }],
  ['a typed code that Wise does not know stays in the field, with its key', typed, { phase: 'failed', error: wrongCode }, { ...awaiting, error: wrongCode, refused: { code: 'c', key: 'k' } }],
  ['a time warning keeps the error', { ...awaiting, error: wrongCode }, { phase: 'awaiting-code', minutes: 5 }, { ...awaiting, error: wrongCode, minutes: 5 }],
  ['an e-mail requested too early leads to the code of the one before', asking, { phase: 'failed', error: tooSoon }, { phase: 'awaiting-code', sentTo: undefined, error: tooSoon }],
  ['a code from a window that Wise does not know is a failure', exchanging, { phase: 'failed', error: wrongCode }, { phase: 'failed', error: wrongCode }],
  ['an exchange without a response keeps its request', exchanging, { phase: 'failed', error: offline }, failedForNow],
  ['an exchange that was refused keeps no request', exchanging, failedForGood, failedForGood],
  ['a retry sends the same request', failedForNow, exchanging, exchanging],
  ['an exchange ends linked', exchanging, linked, linked],
  ['an exchange of a typed code asks the customer', typed, confirming, confirming],
  ['the confirmation goes to the backend', confirming, exchanging, exchanging],
  ['a declined confirmation ends without a link', exchanging, discarded, discarded],
  ['nothing but an exchange can end linked', popup, linked, 'ignored'],
  ['nothing but an exchange can ask for confirmation', awaiting, confirming, 'ignored'],
  ['a refusal at Wise ends the attempt', popup, declined, declined],
  ['cancel ends the wait for Wise', popup, cancel, cancel],
  ['cancel ends the wait for a code', awaiting, cancel, cancel],
  ['cancel ends the request for an e-mail', asking, cancel, cancel],
  ['cancel gives up a code that could be sent again', failedForNow, cancel, cancel],
  ['cancel is ignored while the code is with the backend', exchanging, cancel, 'ignored'],
  ['cancel is ignored during the confirmation', confirming, cancel, 'ignored'],
  ['cancel is ignored if nothing is under way', idle, cancel, 'ignored'],
  ['cancel is ignored if the attempt failed for good', failedForGood, cancel, 'ignored'],
  ['cancel is ignored when the account is linked', linked, cancel, 'ignored'],
  ['reset leads back from a link', linked, reset, reset],
  ['reset leads back from a failure', failedForGood, reset, reset],
  ['a reset leaves any phase, when another element continues the attempt', exchanging, reset, reset],
];

describe('transition', () => {
  test.each(rows)('%s', (_, state, event, next) => {
    const before = structuredClone({ ...state, error: undefined });
    if (next === 'ignored') expect(transition(state, event)).toBe(state);
    else expect(transition(state, event)).toEqual(next);
    expect(structuredClone({ ...state, error: undefined })).toEqual(before);
  });
});
