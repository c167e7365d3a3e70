import { expect, test } from 'vitest';
import { openerPolicy } from '../../demo/isolation.js';

const REDIRECT_PAGE = '/wise-callback.html';

test.each([
  ['no cookie', undefined, '/popup.html', ''],
  ['another cookie', 'bank_session=x', '/popup.html', ''],
  ['asked for on a page', 'bank_session=x; demo_coop_page=same-origin', '/popup.html', 'same-origin'],
  ['asked for on a page, and this is the redirect page', 'demo_coop_page=same-origin', REDIRECT_PAGE, ''],
  ['asked for on the redirect page', 'demo_coop_page=same-origin; demo_coop_callback=noopener-allow-popups', REDIRECT_PAGE, 'noopener-allow-popups'],
  ['no policy at all', 'demo_coop_page=', '/popup.html', ''],
  ['one that there is not', 'demo_coop_page=unsafe', '/popup.html', ''],
  ['one with more behind it', 'demo_coop_page=same-origin%0d%0aX-Evil:1', '/popup.html', ''],
])('the opener policy of a page of the bank: %s', (_, cookie, pathname, policy) => {
  expect(openerPolicy(cookie, pathname)).toBe(policy);
});
