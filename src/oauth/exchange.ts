import type { Answer, ExchangePayload } from '../contract.js';
import { LinkError } from '../errors.js';
import type { FlowEvent } from '../flow/state.js';
import { after } from '../timer.js';
import { readAnswer, readProblem } from './read-answer.js';

/** The partner's own way to hand over a code, instead of `exchange-url`. Rejects with problem details, or anything. */
export type Exchange = (payload: ExchangePayload, options: { signal: AbortSignal }) => Promise<Answer>;

/** Hands over by `call`, as often as it is told that the answer is not there yet. Throws a LinkError. */
export async function exchange(call: () => Promise<unknown>, correlationId: string, signal: AbortSignal): Promise<FlowEvent> {
  for (;;) {
    let meaning: FlowEvent | number = 1;
    try {
      meaning = readAnswer(await call(), correlationId);
    } catch (cause) {
      const error = cause instanceof LinkError ? cause : readProblem(cause, 500, correlationId);
      // The same request is under way already: its answer is ours, once it is there.
      if (error.code !== 'exchange_in_progress') throw error;
    }
    if (typeof meaning !== 'number') return meaning;
    await after(meaning * 1000, signal);
  }
}
