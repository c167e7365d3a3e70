/**
 * What an engine cannot do, with the reason. `test` is a test's full name, or its beginning: "popup", "typed code › …".
 * These tests still run and are expected to fail. Remove a limit when an engine no longer has it.
 *
 * @type {{ engine: 'Firefox' | 'WebKitGTK', test: string, reason: string }[]}
 */
export const limits = [];
