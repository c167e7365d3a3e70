// Lit says once per page that it is in development mode, which tells nothing about the tests.
(globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings ??= new Set(['dev-mode']);
