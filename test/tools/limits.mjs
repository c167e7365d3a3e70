/**
 * What an engine cannot do, with the reason. `test` is a test's full name, or its beginning: "popup", "typed code › …".
 * These tests run all the same, and are expected to fail: a limit that an engine no longer has is to be taken out.
 *
 * @type {{ engine: 'Firefox' | 'WebKitGTK', test: string, reason: string }[]}
 */
export const limits = [];
