// Silences two warnings of Lit that do not concern the tests: development mode, and multiple versions, because
// @open-wc/testing has its own copy.
(globalThis as { litIssuedWarnings?: Set<string> }).litIssuedWarnings ??= new Set(['dev-mode', 'multiple-versions']);
