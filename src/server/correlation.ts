/** The caller's correlation id if it has only safe characters and at most 36 (Wise's limit), else a new one. */
export function correlationIdOf(request: Request): string {
  const given = request.headers.get('X-Correlation-Id');
  return given !== null && /^[A-Za-z0-9._-]{1,36}$/.test(given) ? given : crypto.randomUUID();
}
