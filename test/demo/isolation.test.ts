import { expect, test } from 'vitest';
import { openerPolicy } from '../../demo/isolation.js';

const REDIRECT_PAGE = '/wise-callback.html';

test.each([
  ['no cookie', undefined, '/popup.html', ''],
  ['another cookie', 'bank_session=x', '/popup.html', ''],
  ['set for pages', 'bank_session=x; demo_coop_page=same-origin', '/popup.html', 'same-origin'],
  ['set for pages, on the redirect page', 'demo_coop_page=same-origin', REDIRECT_PAGE, ''],
  ['set for the redirect page', 'demo_coop_page=same-origin; demo_coop_callback=noopener-allow-popups', REDIRECT_PAGE, 'noopener-allow-popups'],
  ['an empty policy', 'demo_coop_page=', '/popup.html', ''],
  ['an unknown policy', 'demo_coop_page=unsafe', '/popup.html', ''],
  ['a policy with a second header appended', 'demo_coop_page=same-origin%0d%0aX-Evil:1', '/popup.html', ''],
])('the opener policy of a page of the bank: %s', (_, cookie, pathname, policy) => {
  expect(openerPolicy(cookie, pathname)).toBe(policy);
});
