/**
 * One line of the log. A closed set of fields, none of which can hold a code, a state, a token, a name or an address:
 * what cannot be written down cannot leak.
 */
export interface LogEntry {
  level: 'info' | 'warn' | 'error';
  event: 'request' | 'wise_call' | 'attempt' | 'email' | 'user_created' | 'refresh' | 'notify_failed' | 'internal_error';
  correlationId: string;
  customerId?: string;
  attemptId?: string;
  /** The route, or the operation at Wise; never a URL with its query. */
  operation?: string;
  /** An HTTP status. */
  status?: number;
  /** A code of the closed list of refusals. */
  problem?: string;
  outcome?: string;
  durationMs?: number;
  /** The `x-trace-id` of Wise's answer: what Wise support asks for. */
  traceId?: string;
  errorName?: string;
  /** Where it broke: stack frames without the message, which may quote values. */
  frames?: string[];
}

/** Takes the log line by line. */
export type Log = (entry: LogEntry) => void;

/** An unexpected error, told without its message. */
export function describeError(error: unknown): { errorName: string; frames: string[] } {
  if (!(error instanceof Error)) return { errorName: typeof error, frames: [] };
  // The message stands at the beginning of the stack, and one of several lines may have one that begins with "at".
  const lines = (error.stack ?? '').replace(error.message, '').split('\n').map((line) => line.trim());
  return { errorName: error.name, frames: lines.filter((line) => line.startsWith('at ')).slice(0, 8) };
}
