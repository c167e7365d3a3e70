/** Thrown by a database that is away for a moment. The endpoints answer with 503 and `Retry-After`. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';

  constructor(cause: unknown) {
    super('The database cannot answer now.', { cause });
  }
}
