import { describe, expect, test } from 'vitest';
import { LinkError } from '../../src/errors.js';
import type { FlowEvent } from '../../src/flow/event.js';
import type { State } from '../../src/flow/state.js';
import { transition } from '../../src/flow/transition.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;
const grant = { state: 's', code: 'c', source: 'redirect', redirectUri: 'https://bank.example/cb' } as const;
const request = { key: 'k', payload: grant };
const typedRequest = { key: 'k', payload: { ...grant, source: 'typed' as const } };
const wrongCode = new LinkError('code_invalid');
const tooSoon = new LinkError('rate_limited', { retryable: true });
const offline = new LinkError('backend_unavailable', { retryable: true });
const mismatch = new LinkError('identity_mismatch');

const ADDRESS = 's•••@e•••.com';

const idle: State = { phase: 'idle' };
const popup: State = { phase: 'authorizing', via: 'popup', window: 'open' };
const gone: State = { ...popup, window: 'gone' };
const requesting: State = { phase: 'requesting-email', sentTo: undefined };
const requestingAgain: State = { ...requesting, sentTo: ADDRESS };
const awaiting: State = { phase: 'awaiting-code', sentTo: ADDRESS };
const exchanging: State = { phase: 'exchanging', request, transport: undefined, sentTo: undefined };
const typed: State = { phase: 'exchanging', request: typedRequest, transport: 'typed', sentTo: ADDRESS };
const asking: State = { ...exchanging, request: undefined };
const confirming: State = { phase: 'confirming', link, attemptId: 'a' };
const linked: State = { phase: 'linked', link, subject: 'u' };
const found: State = { ...linked, transport: 'elsewhere' };
const failedForGood: State = { phase: 'failed', error: mismatch, request: undefined };
const failedForNow: State = { phase: 'failed', error: offline, request };
const left = (reason: 'cancelled' | 'declined' | 'discarded'): State => ({ phase: 'idle', left: reason });

const launch: FlowEvent = { type: 'launched', via: 'popup' };
const submit: FlowEvent = { type: 'grant-submitted', request };
const confirm: FlowEvent = { type: 'confirmation-required', link, attemptId: 'a' };
const linkMade: FlowEvent = { type: 'linked', link, subject: 'u' };
const find: FlowEvent = { type: 'link-found', link, subject: 'u', transport: 'elsewhere' };
const fail = (error: LinkError): FlowEvent => ({ type: 'failed', error });
const windowGone: FlowEvent = { type: 'window-changed', window: 'gone' };
const goOffline: FlowEvent = { type: 'connection-changed', isOffline: true };
const cancel: FlowEvent = { type: 'cancelled' };
const decline: FlowEvent = { type: 'declined' };
const discard: FlowEvent = { type: 'discarded' };
const reset: FlowEvent = { type: 'reset' };

/** `starts`: the activity of the next state starts. `hint`: the running activity goes on. */
type Outcome = [next: State, runs: 'starts' | 'hint'] | 'ignored';

const rows: [name: string, state: State, event: FlowEvent, outcome: Outcome][] = [
  ['a launch starts from idle', idle, launch, [popup, 'starts']],
  ['a launch starts again after a failure', failedForGood, launch, [popup, 'starts']],
  ['a launch starts again after a failure that could be retried', failedForNow, launch, [popup, 'starts']],
  ['a launch with another flow continues the attempt', gone, { type: 'launched', via: 'redirect' }, [{ ...popup, via: 'redirect' }, 'starts']],
  ['a launch opens the window again', gone, launch, [popup, 'starts']],
  ['a launch while the code is with the backend is ignored', exchanging, launch, 'ignored'],
  ['a launch during the confirmation is ignored', confirming, launch, 'ignored'],
  ['a launch when the account is linked is ignored', linked, launch, 'ignored'],
  ['a window that is gone is a hint', popup, windowGone, [gone, 'hint']],
  ['a window that is gone twice is ignored', gone, windowGone, 'ignored'],
  ['a window that is gone after the code arrived is ignored', exchanging, windowGone, 'ignored'],
  ['a window that is gone after the end is ignored', idle, windowGone, 'ignored'],
  ['an attempt of an earlier page is resumed', idle, { type: 'resumed', via: 'popup' }, [gone, 'starts']],
  ['a code goes to the backend', popup, submit, [exchanging, 'starts']],
  ['a code goes to the backend even if the window seemed gone', gone, submit, [exchanging, 'starts']],
  ['a code from a redirect goes to the backend', idle, submit, [exchanging, 'starts']],
  ['a code that another page submitted is asked about', idle, { type: 'grant-submitted' }, [asking, 'starts']],
  ['a second code is ignored while the first is with the backend', exchanging, submit, 'ignored'],
  ['a code is ignored when the account is linked', linked, submit, 'ignored'],
  ['a typed code keeps the address of the email', awaiting, { type: 'grant-submitted', request: typedRequest, transport: 'typed' }, [typed, 'starts']],
  ['a code that is entered before the attempt has started waits', awaiting, { type: 'code-queued' }, [{ ...awaiting, isWaiting: true }, 'hint']],
  ['an email is requested', awaiting, { type: 'email-requested' }, [requestingAgain, 'starts']],
  ['after an email was sent, its code is awaited', requesting, { type: 'email-sent', sentTo: ADDRESS }, [awaiting, 'starts']],
  ['after the request for an email was interrupted, the code of the one before is awaited', requestingAgain, { type: 'code-expected' }, [awaiting, 'starts']],
  ['a text that is not a code stays in the field, with the error', awaiting, fail(wrongCode), [{ ...awaiting, error: wrongCode }, 'starts']],
  ['a typed code that Wise does not know stays in the field, with its key', typed, fail(wrongCode), [{ ...awaiting, error: wrongCode, refused: { code: 'c', key: 'k' } }, 'starts']],
  ['a time warning keeps the error', { ...awaiting, error: wrongCode }, { type: 'time-passed', minutes: 5 }, [{ ...awaiting, error: wrongCode, minutes: 5 }, 'hint']],
  ['a time warning in another phase is ignored', popup, { type: 'time-passed', minutes: 5 }, 'ignored'],
  ['an email requested too early leads to the code of the one before', requesting, fail(tooSoon), [{ phase: 'awaiting-code', sentTo: undefined, error: tooSoon }, 'starts']],
  ['an email that could not be sent is a failure', requesting, fail(offline), [{ ...failedForNow, request: undefined }, 'starts']],
  ['an email that could not be sent again leads to the code of the one before', requestingAgain, fail(offline), [{ ...awaiting, error: offline }, 'starts']],
  ['a code from a window that Wise does not know is a failure', exchanging, fail(wrongCode), [{ phase: 'failed', error: wrongCode, request: undefined }, 'starts']],
  ['an exchange without a response keeps its request', exchanging, fail(offline), [failedForNow, 'starts']],
  ['an exchange of a typed code without a response keeps its request', typed, fail(offline), [{ phase: 'failed', error: offline, request: typedRequest }, 'starts']],
  ['an exchange of a typed code that was refused keeps no request', typed, fail(mismatch), [failedForGood, 'starts']],
  ['an error after a failure that could be retried gives up its code', failedForNow, fail(tooSoon), [{ phase: 'failed', error: tooSoon }, 'starts']],
  ['an exchange that was refused keeps no request', exchanging, fail(mismatch), [failedForGood, 'starts']],
  ['a code that can no longer be sent again stops what was running', failedForNow, fail(mismatch), [failedForGood, 'starts']],
  ['an exchange that waits for the network is a hint', exchanging, goOffline, [{ ...exchanging, isOffline: true }, 'hint']],
  ['the network means nothing in another phase', popup, goOffline, 'ignored'],
  ['a retry sends the same request', failedForNow, submit, [exchanging, 'starts']],
  ['an exchange ends linked', exchanging, linkMade, [linked, 'starts']],
  ['an exchange of a typed code asks the customer', typed, confirm, [confirming, 'starts']],
  ['the confirmation goes to the backend', confirming, submit, [exchanging, 'starts']],
  ['an error during the confirmation is a failure of the question', confirming, fail(mismatch), [{ ...failedForGood, wasAsked: true }, 'starts']],
  ['an account that is not theirs ends without a link', exchanging, discard, [left('discarded'), 'starts']],
  ['nothing but an exchange can end linked', popup, linkMade, 'ignored'],
  ['nothing but an exchange can ask for confirmation', awaiting, confirm, 'ignored'],
  ['nothing but an exchange can end discarded', popup, discard, 'ignored'],
  ['a link that another tab made is taken up', popup, find, [found, 'starts']],
  ['a link that another tab made is not the outcome of this code', exchanging, find, 'ignored'],
  ['a link that another tab made answers no question', confirming, find, 'ignored'],
  ['a link that Wise has ended is reported', idle, { type: 'link-ended' }, [{ phase: 'idle', hasEnded: true }, 'starts']],
  ['a refusal at Wise ends the attempt', popup, decline, [left('declined'), 'starts']],
  ['cancel ends the wait for Wise', popup, cancel, [left('cancelled'), 'starts']],
  ['cancel ends the wait for a code', awaiting, cancel, [left('cancelled'), 'starts']],
  ['cancel ends the request for an email', requesting, cancel, [left('cancelled'), 'starts']],
  ['cancel gives up a code that could be sent again', failedForNow, cancel, [left('cancelled'), 'starts']],
  ['cancel is ignored while the code is with the backend', exchanging, cancel, 'ignored'],
  ['cancel is ignored during the confirmation', confirming, cancel, 'ignored'],
  ['cancel is ignored if nothing is under way', idle, cancel, 'ignored'],
  ['cancel is ignored if the attempt failed for good', failedForGood, cancel, 'ignored'],
  ['cancel is ignored when the account is linked', linked, cancel, 'ignored'],
  ['an error is ignored when the account is linked', linked, fail(mismatch), 'ignored'],
  ['reset leads back from a link', linked, reset, [idle, 'starts']],
  ['reset leads back from a failure', failedForGood, reset, [idle, 'starts']],
  ['a reset leaves any phase, when another element continues the attempt', exchanging, reset, [idle, 'starts']],
];

describe('transition', () => {
  test.each(rows)('%s', (_, state, event, outcome) => {
    const before = structuredClone({ ...state, error: undefined });
    const next = transition(state, event);
    if (outcome === 'ignored') {
      expect(next.state).toBe(state);
      expect(next.starts).toBe(false);
    } else expect(next).toEqual({ state: outcome[0], starts: outcome[1] === 'starts' });
    expect(structuredClone({ ...state, error: undefined })).toEqual(before);
  });
});
