// SQLSTATE and Node codes: the server is starting, stopping, full, slow or not reachable, or two transactions were in each other’s way.
const CODES = new Set([
  '57P01', '57P02', '57P03', '57014', '40001', '40P01', '55P03', '53300', '08000', '08001', '08003', '08006',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN',
]);

// What node-pg and PgBouncer say without a code, or with one (08P01) that also means mistakes which do not go away.
const TEXTS = [
  /query_wait_timeout/,
  /^query (read )?timeout$/i,
  /idle transaction timeout/i,
  /^Connection terminated/,
  /is not queryable/,
  /timeout exceeded when trying to connect/,
  /server closed the connection unexpectedly|server_login_retry|server conn crashed/,
];

/** Whether an error of node-pg means that the database is away for a moment. */
export function isTryLater(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Node tries all addresses of a host, and reports their errors together.
  if (error instanceof AggregateError) return error.errors.some(isTryLater);
  const code = 'code' in error ? error.code : undefined;
  return (typeof code === 'string' && CODES.has(code)) || TEXTS.some((text) => text.test(error.message));
}
