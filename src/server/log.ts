/**
 * One line of the log. A closed set of fields, none of which can hold a code, a state, a token, a name or an address, so
 * that the log cannot leak them.
 */
export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  event:
    | 'request'
    | 'wise_call'
    | 'attempt'
    | 'identity_review'
    | 'email'
    | 'user_created'
    | 'refresh'
    | 'unknown_value'
    | 'notify_failed'
    | 'sweep_failed'
    | 'misconfigured'
    | 'session_unavailable'
    | 'internal_error';
  correlationId: string;
  customerId?: string;
  attemptId?: string;
  /** The route, or the operation at Wise. Never a URL with its query. */
  operation?: string;
  /** An HTTP status. */
  status?: number;
  /** A `ProblemCode`. */
  problem?: string;
  outcome?: string;
  /** With `unknown_value`: the field in an answer of Wise. Never its value. */
  field?: string;
  durationMs?: number;
  /** The `x-trace-id` of Wise's response, which Wise support asks for. */
  traceId?: string;
  errorName?: string;
  /** The code of a network error, such as `ECONNREFUSED`. */
  errorCode?: string;
  /** A fixed sentence about a mistake in the set-up, and how to fix it. */
  hint?: string;
  /** Stack frames without the message, which may quote values. */
  frames?: string[];
}

/** Receives each line of the log. */
export type Log = (entry: LogEntry) => void;

/** The name and stack frames of an unexpected error, without its message. */
export function describeError(error: unknown): { errorName: string; frames: string[] } {
  if (!(error instanceof Error)) return { errorName: typeof error, frames: [] };
  // The stack begins with the message, which may have lines that begin with "at".
  const lines = (error.stack ?? '').replace(error.message, '').split('\n').map((line) => line.trim());
  return { errorName: error.name, frames: lines.filter((line) => line.startsWith('at ')).slice(0, 8) };
}
