/** The types of `taken-port.mjs`, for its test. */
export function takenPort(error: unknown, otherwise?: (taken: string, other: number) => string): string | undefined;
