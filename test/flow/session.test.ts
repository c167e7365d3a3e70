import { describe, expect, test } from 'vitest';
import { LinkError } from '../../src/errors.js';
import { Session, type Activity } from '../../src/flow/session.js';
import type { FlowEvent, Send, State } from '../../src/flow/state.js';

const launch: FlowEvent = { phase: 'authorizing', via: 'popup', window: 'open' };
const cancel: FlowEvent = { phase: 'idle', left: 'cancelled' };

/** A session that does and tells what the test says. */
class Tested extends Session {
  readonly #activity: Activity;
  readonly #told: (state: State) => unknown;

  constructor(activity: Activity, told: (state: State) => unknown) {
    super();
    this.#activity = activity;
    this.#told = told;
  }

  override run(...given: Parameters<Activity>): Promise<FlowEvent> {
    return this.#activity(...given);
  }

  override changed(state: State): void {
    this.#told(state);
  }
}

/** A session whose activities are in the hands of the test. */
function session() {
  const log: string[] = [];
  const runs: { signal: AbortSignal; send: Send; resolve: (event: FlowEvent) => void; reject: (cause: unknown) => void }[] = [];
  const activity: Activity = (state, signal, send) => {
    if (state.phase === 'idle') return new Promise(() => {});
    log.push(`run ${state.phase}`);
    return new Promise((resolve, reject) => runs.push({ signal, send, resolve, reject }));
  };
  const changed = (state: State): unknown => log.push(`told ${state.phase}`);
  return { session: new Tested(activity, changed), log, runs };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('session', () => {
  test('L1 the activity starts inside send, before anybody is told', () => {
    const { session: it, log } = session();
    it.send(launch);
    expect(log).toEqual(['run authorizing', 'told authorizing']);
  });

  test('leaving a phase aborts its activity, and what it reports later belongs to nobody', async () => {
    const { session: it, log, runs } = session();
    it.send(launch);
    it.send(cancel);
    expect(runs[0]?.signal.aborted).toBe(true);
    runs[0]?.resolve({ phase: 'exchanging', request: { key: 'k', payload: { attemptId: 'a', confirm: true } } });
    await turn();
    expect(it.state).toEqual(cancel);
    expect(log).toEqual(['run authorizing', 'told authorizing', 'told idle']);
  });

  test('a hint changes the state and leaves the activity running', async () => {
    const { session: it, log, runs } = session();
    it.send(launch);
    runs[0]?.send({ ...launch, window: 'gone' });
    await turn();
    expect(it.state).toEqual({ ...launch, window: 'gone' });
    expect(runs[0]?.signal.aborted).toBe(false);
    expect(log).toEqual(['run authorizing', 'told authorizing', 'told authorizing']);
  });

  test('a hint that is given while the activity starts is told after its phase', async () => {
    const told: State[] = [];
    const blocked: FlowEvent = { ...launch, window: 'blocked' };
    const it = new Tested((_, __, send) => (send(blocked), new Promise(() => {})), (state) => told.push(state));
    it.send(launch);
    await turn();
    expect(told).toEqual([launch, blocked]);
  });

  test('an ignored event neither starts nor tells anything', () => {
    const { session: it, log } = session();
    it.send(cancel);
    expect(log).toEqual([]);
  });

  test('D1 D3 while it is paused nothing runs, what is sent is told, and then its activity begins', () => {
    const { session: it, log, runs } = session();
    it.send(launch);
    it.pause();
    expect(runs[0]?.signal.aborted).toBe(true);
    it.send({ phase: 'requesting-email' });
    expect(log).toEqual(['run authorizing', 'told authorizing', 'told requesting-email']);
    it.resume();
    it.resume();
    expect(log.slice(3)).toEqual(['run requesting-email']);
    expect(runs[1]?.signal.aborted).toBe(false);
  });

  test('an activity that cannot even begin is a failure', async () => {
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
    ['a LinkError as it is', new LinkError('attempt_expired'), 'attempt_expired'],
    ['a refusal of the browser as storage that is closed', new DOMException('no', 'SecurityError'), 'storage_unavailable'],
    ['anything else as unexpected', 'a string', 'unexpected'],
  ])('what an activity throws becomes a failure: %s', async (_, thrown, code) => {
    const { session: it, runs } = session();
    it.send(launch);
    runs[0]?.reject(thrown);
    await turn();
    expect(it.state).toMatchObject({ phase: 'failed', error: { code } });
  });
});
