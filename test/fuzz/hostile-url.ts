// Generates hostile URLs.
import * as fc from 'fast-check';
import { mostly } from './weighted.js';

const SCHEMES = fc.constantFrom(
  'https:', 'https:', 'https:', 'http:', 'HTTPS:', 'hTtP:', '', '', 'javascript:', 'JaVaScRiPt:', 'java\nscript:', 'data:', 'blob:https:',
  'filesystem:https:', 'vbscript:', 'about:', 'view-source:https:', 'ftp:', 'ws:', 'wss:', 'file:', 'https', 'https\t:', 'х:', 'intent:', 'null',
);

const SLASHES = mostly(fc.constant('//'), 4, fc.constantFrom('', '/', '///', '\\\\', '/\\', '/\t/', '//////', '\\', '/ /'));

const USERS = mostly(fc.constant(''), 5, fc.constantFrom('@', 'user@', ':@', ':password@', 'user:password@', 'wise.com@', 'https://wise.com@', '%40@', 'a@b@'));

const HOSTS = fc.constantFrom(
  'bank.example', 'bank.example', 'wise.com', 'wise-sandbox.com', 'localhost', '127.0.0.1', 'WISE.com', 'wise.com.', 'wise.com.evil.example',
  'evil.example', 'wise.com%2eevil.example', 'wise%2ecom', 'w\u0456se.com', 'wise\u3002com', 'ｗｉｓｅ.com', 'wise.com\\.evil.example', 'evil.example\\@wise.com',
  'wi\tse.com', 'wise\n.com', 'wise.com\0', 'wise .com', 'api.wise.com', 'sandbox.transferwise.tech', 'bank.example.evil.example', 'xn--wse-hpa.com',
  'localhost.', 'localhost.evil.example', 'evil.localhost', '.localhost', 'notlocalhost', '127.1', '0x7f.1', '2130706433', '127.0.0.1.evil.example',
  '128.0.0.1', '127.0.0.256', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '[::]', '[::1', '[', '', '..', '*', '%', 'wise.com,evil.example', 'a'.repeat(300),
);

const PORTS = mostly(fc.constant(''), 4, fc.constantFrom(':', ':443', ':80', ':8443', ':4100', ':0', ':65535', ':65536', ':-1', ':x', ':443:80', ':00443'));

const PATHS = fc.constantFrom(
  '', '/', '/cb', '/oauth/authorize/', '/../..//evil.example/', '/%2e%2e/', '/a;b', '/\\evil.example', '/a b', '/é', '/\uD800', '/%', '/%00', '//evil.example',
  `/${'a'.repeat(5000)}`,
);

const ENDS = mostly(
  fc.constant(''),
  3,
  fc.constantFrom('?a=b', '?', '?client_id=evil&state=1', '?redirect_uri=https://evil.example', '#', '#x', '#&state=x', '?a#b', ' ', '\n', '\0', '\u00A0', '@evil.example'),
);

const BEFORE = mostly(fc.constant(''), 8, fc.constantFrom(' ', '\n', '\t', '\0', '\x1F', '\u00A0', '\uFEFF', '"', '<', './/', '../', '?', '#'));

const built = fc.tuple(BEFORE, SCHEMES, SLASHES, USERS, HOSTS, PORTS, PATHS, ENDS).map((parts) => parts.join(''));

const loose = fc.oneof(
  fc.constantFrom(
    '', ' ', '/api/wise/exchange', 'api', './api?x=1', '../x', '?', '.', '//', '/\\', '\\\\', '///', 'javascript:alert(1)', 'data:text/html,x', 'about:blank',
    'about:srcdoc', 'null', 'undefined', '[object Object]', '__proto__', 'constructor', '\uD800', '\u202Ehttps://wise.com', 'x'.repeat(20_000),
    `https://bank.example/${'x'.repeat(20_000)}`,
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 6, unit: 'binary' }),
  fc.tuple(SLASHES, HOSTS, PATHS).map((parts) => parts.join('')),
);

/** Texts that a CMS, a typo or an attacker could write in place of a URL. */
export const hostileUrls: fc.Arbitrary<string> = mostly(built, 5, loose);
