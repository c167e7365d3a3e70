// Lit says once per page that it is in development mode and, because @open-wc/testing brings a copy of its own, that
// there are two of it. Neither tells anything about the tests.
(globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings ??= new Set(['dev-mode', 'multiple-versions']);
