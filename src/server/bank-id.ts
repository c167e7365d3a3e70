import { z } from 'zod';

/**
 * An id of the bank. Refuses what would make two ids the same, or no id at all: U+FFFD, which a wrong character set leaves of other bytes,
 * a lone surrogate, which PostgreSQL stores as U+FFFD, and U+0000, which it refuses.
 */
export const bankId = z.string().min(1).regex(/^[^\0\uFFFD\p{Surrogate}]*$/u);
