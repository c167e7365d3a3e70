import { describe, expect, test } from 'vitest';
import { LinkError } from '../../src/errors.js';
import { Session, type Activity } from '../../src/flow/session.js';
import type { FlowEvent, Send } from '../../src/flow/event.js';
import type { State } from '../../src/flow/state.js';

const launch: FlowEvent = { type: 'launched', via: 'popup' };
const cancel: FlowEvent = { type: 'cancelled' };
const gone: FlowEvent = { type: 'window-changed', window: 'gone' };
const atWise: State = { phase: 'authorizing', via: 'popup', window: 'open' };

/** A session with the activity and the listener of a test. */
class Tested extends Session {
  readonly #activity: Activity;
  readonly #report: (state: State) => unknown;

  constructor(activity: Activity, report: (state: State) => unknown) {
    super();
    this.#activity = activity;
    this.#report = report;
  }

  override run(...args: Parameters<Activity>): Promise<FlowEvent> {
    return this.#activity(...args);
  }

  override changed(state: State): void {
    this.#report(state);
  }
}

/** A session whose activities the test ends. */
function session() {
  const log: string[] = [];
  const runs: { signal: AbortSignal; send: Send; resolve: (event: FlowEvent) => void; reject: (cause: unknown) => void }[] = [];
  const activity: Activity = (state, signal, send) => {
    if (state.phase === 'idle') return new Promise(() => {});
    log.push(`run ${state.phase}`);
    return new Promise((resolve, reject) => runs.push({ signal, send, resolve, reject }));
  };
  const changed = (state: State): unknown => log.push(`report ${state.phase}`);
  return { session: new Tested(activity, changed), log, runs };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('session', () => {
  test('L1 the activity starts inside send, before the change is reported', () => {
    const { session: it, log } = session();
    it.send(launch);
    expect(log).toEqual(['run authorizing', 'report authorizing']);
  });

  test('leaving a phase aborts its activity, and later reports are ignored', async () => {
    const { session: it, log, runs } = session();
    it.send(launch);
    it.send(cancel);
    expect(runs[0]?.signal.aborted).toBe(true);
    runs[0]?.resolve({ type: 'grant-submitted', request: { key: 'k', payload: { attemptId: 'a', confirm: true } } });
    await turn();
    expect(it.state).toEqual({ phase: 'idle', left: 'cancelled' });
    expect(log).toEqual(['run authorizing', 'report authorizing', 'report idle']);
  });

  test('a hint changes the state, and the activity keeps running', async () => {
    const { session: it, log, runs } = session();
    it.send(launch);
    runs[0]?.send(gone);
    await turn();
    expect(it.state).toEqual({ ...atWise, window: 'gone' });
    expect(runs[0]?.signal.aborted).toBe(false);
    expect(log).toEqual(['run authorizing', 'report authorizing', 'report authorizing']);
  });

  test('a hint sent while the activity starts is reported after its phase', async () => {
    const reported: State[] = [];
    const blocked: FlowEvent = { type: 'window-changed', window: 'blocked' };
    const it = new Tested((_, __, send) => (send(blocked), new Promise(() => {})), (state) => reported.push(state));
    it.send(launch);
    await turn();
    expect(reported).toEqual([atWise, { ...atWise, window: 'blocked' }]);
  });

  test('a change that the activity makes while it starts is the only one that is reported', () => {
    const reported: State[] = [];
    const it: Session = new Tested(() => (it.send(gone), new Promise(() => {})), (state) => reported.push(state));
    it.send(launch);
    expect(reported).toEqual([{ ...atWise, window: 'gone' }]);
  });

  test('an ignored event starts and reports nothing', () => {
    const { session: it, log } = session();
    it.send(cancel);
    expect(log).toEqual([]);
  });

  test('D1 D3 while paused, no activity runs, events are reported, and the activity starts on resume', () => {
    const { session: it, log, runs } = session();
    it.send(launch);
    it.pause();
    expect(runs[0]?.signal.aborted).toBe(true);
    it.send({ type: 'email-requested' });
    expect(log).toEqual(['run authorizing', 'report authorizing', 'report requesting-email']);
    it.resume();
    it.resume();
    expect(log.slice(3)).toEqual(['run requesting-email']);
    expect(runs[1]?.signal.aborted).toBe(false);
  });

  test('a session that is paused before its first activity starts that on resume', () => {
    const { session: it, log } = session();
    it.pause();
    it.send(launch);
    expect(log).toEqual(['report authorizing']);
    it.resume();
    expect(log.slice(1)).toEqual(['run authorizing']);
  });

  test('an activity that throws at the start is a failure', async () => {
    const it = new Tested(
      async ({ phase }) => {
        if (phase === 'failed') return new Promise(() => {});
        throw new LinkError('misconfigured');
      },
      () => {},
    );
    it.send(launch);
    await turn();
    expect(it.state).toMatchObject({ phase: 'failed', error: { code: 'misconfigured' } });
  });

  test.each([
    ['a LinkError unchanged', new LinkError('attempt_expired'), 'attempt_expired'],
    ['a DOMException as storage_unavailable', new DOMException('no', 'SecurityError'), 'storage_unavailable'],
    ['anything else as unexpected', 'a string', 'unexpected'],
  ])('an error of an activity becomes a failure: %s', async (_, thrown, code) => {
    const { session: it, runs } = session();
    it.send(launch);
    runs[0]?.reject(thrown);
    await turn();
    expect(it.state).toMatchObject({ phase: 'failed', error: { code } });
  });
});
