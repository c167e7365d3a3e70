// The planted bugs of the threat model.
import type { Bug } from './bug.js';
import type { Plant } from './plant.js';

const NO_STATE: readonly Plant[] = [
  {
    file: 'src/oauth/redirect-uri.ts',
    from: "url.searchParams.get('state') === state && isAtRedirectUri",
    to: 'isAtRedirectUri',
  },
];
const ANY_PERSON: readonly Plant[] = [
  {
    file: 'src/server/identity.ts',
    from: 'const kind = ANSWERS[answer];',
    to: "const kind: string = 'same';\n  if (kind === 'same') return { kind, profile };",
  },
];
const ANY_CUSTOMER: readonly Plant[] = [
  { file: 'src/server/attempt.ts', from: 'where id = $1 and customer_id = $2`', to: 'where id = $1 and $2::text is not null`' },
  { file: 'src/server/load.ts', from: 'where ${by} = $1 and customer_id = $2)', to: 'where ${by} = $1)' },
];
const ANY_LOG_IN: readonly Plant[] = [
  ...ANY_CUSTOMER,
  { file: 'src/server/attempt.ts', from: 'if (sessionHash === null || sessionHash === sessionId) return attempt;', to: 'return attempt;' },
];
const DIFFERENT_ANSWERS: readonly Plant[] = [
  { file: 'src/server/wise-client.ts', from: "if (!exists) return 'accepted';", to: "if (!exists) return 'unknown' as 'accepted';" },
  {
    file: 'src/server/email.ts',
    from: 'sentTo: maskEmail(customer.email),',
    to: "sentTo: String(sent) === 'unknown' ? '' : maskEmail(customer.email),",
  },
];
const ANY_ADDRESS: readonly Plant[] = [{ file: 'src/attempt/attempt.ts', from: 'return isWise && parametersOf(', to: 'return parametersOf(' }];
const ANY_TARGET_ORIGIN: readonly Plant[] = [{ file: 'src/launch/callback-channel.ts', from: 'peer?.postMessage(message, location.origin);', to: "peer?.postMessage(message, '*');" }];

/** The group of the session fixation tests that runs. */
const STARTED_BY_BANK = 'where the bank starts the attempt';

const NO_OPENER_POLICY: readonly Plant[] = [{ file: 'demo/isolation.ts', from: 'return CHOICES.coop.find(', to: "return name === 'demo_coop_page' ? '' : CHOICES.coop.find(" }];

/** For each row of the threat model: the changes that remove its defense, and the tests that must fail. */
export const BUGS: readonly Bug[] = [
  {
    threat: "the attacker's Wise account is linked to the victim's log-in",
    bug: 'the state of a response is not compared',
    plants: NO_STATE,
    tests: [['controller/transports.test.ts', 'S3 M4 … state is refused on every transport, and the attempt stays open']],
  },
  {
    threat: "the attacker's Wise account is linked to the victim's log-in",
    bug: 'an unrequested response starts an attempt',
    plants: [
      {
        file: 'src/controller/resume.ts',
        from: '  if (!expires) void passOn(controller, state, response, all);\n',
        to: '  if (!expires && response) {\n    controller.adoptAttempt({ config, state, url: config.authorizeUrl, id, attemptId, expires: Date.now() + 1e6 }, name);\n    return void controller.handleCallback(response, transport);\n  }\n  if (!expires) void passOn(controller, state, response, all);\n',
      },
    ],
    tests: [['e2e/fixation.spec.ts', 'S8 the attacker’s response is in the address of the victim’s own page: refused, and nothing is sent', STARTED_BY_BANK]],
  },
  {
    threat: "the victim's Wise account is linked to the attacker's log-in",
    bug: 'the redirect page forwards a response to the bank’s page although no attempt waits for it',
    plants: [{ file: 'src/callback/callback.ts', from: "const timer = setTimeout(show, 3000, 'back');", to: "return location.replace(`/popup.html${new URL(response).search}`); const timer = setTimeout(show, 3000, 'back');" }],
    tests: [['e2e/fixation.spec.ts', 'S8 R3 the victim opens the attacker’s response without an attempt: nothing is sent', STARTED_BY_BANK]],
  },
  {
    threat: "the victim's Wise account is linked to the attacker's log-in",
    bug: 'the persons are not compared',
    plants: ANY_PERSON,
    tests: [['e2e/fixation.spec.ts', 'B9 the attacker gets the victim’s response: with its own state or the attacker’s, it does not link', STARTED_BY_BANK]],
  },
  {
    threat: 'finishes, answers or reads an attempt of another log-in',
    bug: 'any log-in finds the attempt',
    plants: ANY_LOG_IN,
    tests: [
      ['server/start.test.ts', 'S8 cannot be finished by another session of the same customer while the first one lasts'],
      ['contract/kit.test.ts', 'B4'],
    ],
  },
  {
    threat: 'guesses codes',
    bug: 'attempts of one customer run in parallel',
    plants: [
      {
        file: 'src/server/claim.ts',
        from: `        and not exists (select 1 from attempt other
                        where other.customer_id = $2 and other.id <> $1 and other.lease is not null and other.lease_until > wise_link_now())\n`,
        to: '',
      },
    ],
    tests: [['server/postgres.test.ts', 'B13 parallel wrong codes cannot exceed the limit']],
  },
  {
    threat: 'guesses codes',
    bug: 'wrong codes are not counted per day',
    plants: [{ file: 'src/server/throttle.ts', from: 'mismatchWait ?? wrongCodeWait ?? lockoutWait', to: 'mismatchWait ?? lockoutWait' }],
    tests: [['server/typed-code.test.ts', 'ten in a day block typed codes for that day, in any number of attempts']],
  },
  {
    threat: 'guesses codes',
    bug: 'the page decides whether a wrong code counts',
    plants: [{ file: 'src/server/refuse-code.ts', from: 'await countWrongCode(tx, claim)', to: "(work.request.source === 'typed' ? await countWrongCode(tx, claim) : 0)" }],
    tests: [['server/page-decides-nothing.test.ts', '200 with source … and no attempt: Wise gets ten of them, and a valid one after them is refused']],
  },
  {
    threat: "links another person's account",
    bug: 'the persons are not compared',
    plants: ANY_PERSON,
    tests: [
      ['server/exchange.test.ts', 'B9 …: identity_mismatch, and nothing is stored'],
      ['contract/kit.test.ts', 'B9'],
    ],
  },
  {
    threat: 'learns a date of birth from refusals',
    bug: 'mismatches are not counted per day',
    plants: [{ file: 'src/server/throttle.ts', from: 'mismatchWait ?? wrongCodeWait ?? lockoutWait', to: 'wrongCodeWait ?? lockoutWait' }],
    tests: [['server/typed-code.test.ts', 'three in a day block every code for that day, without a call to Wise']],
  },
  {
    threat: 'learns which email addresses have a Wise account',
    bug: 'the answer reveals that Wise does not know the address',
    plants: DIFFERENT_ANSWERS,
    tests: [
      ['e2e/email.spec.ts', 'E13 customers with and without a Wise account read and hear the same, word for word'],
      ['server/email.test.ts', 'E13 … gets a byte-identical answer for a user, for no user, and for a user that Wise created'],
    ],
  },
  {
    threat: 'makes the customer read out a code',
    bug: 'a language has no warning',
    plants: [
      {
        file: 'src/locales/de.ts',
        from: 'haben. Geben Sie ihn niemals weiter, auch nicht an Personen, die angeblich für uns oder Wise arbeiten.',
        to: 'haben.',
      },
    ],
    tests: [['package/locales.test.ts', 'E16 says which code to enter, and never to share it, in its own language']],
  },
  {
    threat: 'makes the customer read out a code',
    bug: 'a link in the code field is not rejected',
    plants: [{ file: 'src/oauth/typed-code.ts', from: "throw new LinkError('code_is_link');", to: ';' }],
    tests: [['oauth/typed-code.test.ts', 'E3 refuses a link … as code_is_link']],
  },
  {
    threat: "makes the customer type a code of the attacker's account",
    bug: 'a typed code links without a question',
    plants: [{ file: 'src/server/verify.ts', from: 'if (mustConfirm)', to: 'if (false)' }],
    tests: [['server/typed-code.test.ts', 'always needs a confirmation before it links, with the tokens stored sealed']],
  },
  {
    threat: "makes the customer type a code of the attacker's account",
    bug: 'the page decides whether the customer is asked',
    plants: [{ file: 'src/server/begin.ts', from: "return source === 'typed' || flow === 'email' || flow === null || isFromOtherSession === true;", to: "return source === 'typed' && flow !== undefined;" }],
    tests: [['server/page-decides-nothing.test.ts', 'is always asked without a started attempt, with source …']],
  },
  {
    threat: "makes the customer type a code of the attacker's account",
    bug: 'the second click of a double click counts',
    plants: [{ file: 'src/element/view/card.ts', from: 'this.#consent.takes(event.detail)', to: 'this.#consent' }],
    tests: [['element/wise-link.test.ts', 'H17 the second click of a double click does not answer a new question']],
  },
  {
    threat: "makes the customer type a code of the attacker's account",
    bug: 'the question can be answered as soon as it appears',
    plants: [{ file: 'src/element/view/consent.ts', from: 'const STILL = 500;', to: 'const STILL = 0;' }],
    tests: [['element/view/consent.test.ts', 'is ignored in the first half second, and counts after it']],
  },
  {
    threat: 'posts a forged response to the page',
    bug: 'an origin that starts with the page’s own is accepted',
    plants: [{ file: 'src/launch/callback-channel.ts', from: 'if (origin !== location.origin ||', to: 'if (!origin.startsWith(location.origin) ||' }],
    tests: [['launch/callback-channel.test.ts', 'M5 an origin that starts with this origin']],
  },
  {
    threat: 'posts a forged response to the page',
    bug: 'neither origin, window nor state of a message are compared',
    plants: [
      ...NO_STATE,
      {
        file: 'src/launch/callback-channel.ts',
        from: 'if (origin !== location.origin || !source || (source !== peer && (source as Window).opener !== self)) return;',
        to: '',
      },
    ],
    tests: [['e2e/fixation.spec.ts', 'M1–M4 a hostile page that opened the bank’s page posts the attacker’s response to it', STARTED_BY_BANK]],
    // The forged response ends the attempt, and the window closes while Wise opens.
    failure: /Target page, context or browser has been closed|net::ERR_ABORTED/,
  },
  {
    threat: "opens the redirect page, or the bank's page, to receive the code by postMessage",
    bug: 'messages are posted to any origin',
    plants: ANY_TARGET_ORIGIN,
    tests: [
      ['e2e/returning.spec.ts', 'M10 a page … that opens'],
      ['launch/callback-channel.test.ts', 'M10 an opener on another origin gets nothing'],
    ],
  },
  {
    threat: "calls your endpoints with the customer's cookies",
    bug: 'the origin of a request is not checked',
    plants: [
      { file: 'src/server/guard.ts', from: "if (request.headers.get('X-Wise-Link') !== '1') throw new Problem('csrf_failed');", to: '' },
      { file: 'src/server/guard.ts', from: 'return (origin !== null && origin !== this.#origin) ||', to: 'return (origin === this.#origin && false) ||' },
      { file: 'src/server/guard.ts', from: "(site !== null && site !== 'same-origin')", to: "site === ''" },
    ],
    tests: [
      ['e2e/fixation.spec.ts', 'B1–B3 a hostile page sends the attacker’s response directly to the bank', STARTED_BY_BANK],
      ['server/guard.test.ts', 'B2 the right Origin from another site'],
    ],
  },
  {
    threat: 'an open redirect at your endpoint forwards the code',
    bug: 'a redirect is followed',
    plants: [{ file: 'src/backend/call.ts', from: "redirect: 'error' as const,", to: "redirect: 'follow' as const," }],
    tests: [['backend/call.test.ts', 'X17 a redirect is refused']],
  },
  {
    threat: 'the return after a redirect goes to another site',
    bug: 'the address sets the page to return to',
    plants: [
      {
        file: 'src/callback/callback.ts',
        from: 'if (stored?.returnTo?.startsWith(`${location.origin}/`)) {',
        to: "const asked = new URL(response).searchParams.get('returnTo'); if (asked) location.replace(asked);\n  if (stored?.returnTo?.startsWith(`${location.origin}/`)) {",
      },
    ],
    tests: [['callback/callback.test.ts', 'R4 ignores a returnTo in its own URL: …']],
  },
  {
    threat: 'text or markup in the address of the response',
    bug: 'the description of an error is shown',
    plants: [
      {
        file: 'src/oauth/authorization-response.ts',
        from: "if (!isValid || !code) throw new LinkError('authorization_failed');",
        to: "if (!isValid || !code) throw new LinkError('authorization_failed', {}, `${searchParams.get('error_description')}`);",
      },
    ],
    tests: [['controller/transports.test.ts', 'C20 markup']],
  },
  {
    threat: 'text or markup in the address of the response',
    bug: 'text is parsed as markup',
    plants: [{ file: 'src/element/view/part.ts', from: 'element.textContent = textContent === same ? other : same;', to: 'element.innerHTML = textContent === same ? other : same;' }],
    tests: [['element/words.test.ts', 'N9 with markup, from the partner or a catalog, are rendered as text']],
  },
  {
    threat: 'floods the page with messages',
    bug: 'ignoring a message takes a millisecond',
    plants: [
      {
        file: 'src/launch/await-response.ts',
        from: 'const acknowledge = openTransports(expected.state, signal, (text, transport) => {',
        to: 'const acknowledge = openTransports(expected.state, signal, (text, transport) => {\n      for (const until = performance.now() + 1; performance.now() < until; );',
      },
    ],
    tests: [['e2e/returning.spec.ts', 'M8 in a flood of 10,000 messages a second the response is accepted within a second']],
  },
  {
    threat: 'an attribute, for example one set by a CMS, points to `javascript:`',
    bug: 'every URL is accepted',
    plants: [
      {
        file: 'src/config.ts',
        from: 'return url && /^https?:\\/\\/[^@/]+\\/[^#]*$/.test(url.href) && isSecure(url) ? url : undefined;',
        to: 'return url;',
      },
    ],
    tests: [['config.test.ts', 'N1–N6 …']],
  },
  {
    threat: 'an attribute, for example one set by a CMS, points to `javascript:`',
    bug: 'the backend’s authorizeUrl may have any host',
    plants: ANY_ADDRESS,
    tests: [['controller/start.test.ts', 'L10 another host']],
    // The test waits for the refusal.
    failure: /Test timed out/,
  },
  {
    threat: 'events, console and attributes leak secrets to analytics',
    bug: 'a change event contains the request to the backend',
    plants: [
      { file: 'src/events.ts', from: "super('wise-link-change', INIT);", to: "super('wise-link-change', INIT); Object.assign(this, { state });" },
    ],
    tests: [['element/wise-link.test.ts', 'X24 S10 no secret is in an event, an attribute, the text, storage or the console']],
  },
  {
    threat: 'events, console and attributes leak secrets to analytics',
    bug: 'the authorization request is an own property of the event',
    plants: [{ file: 'src/events.ts', from: 'this.#url = url;', to: 'this.#url = url; Object.assign(this, { href: url });' }],
    tests: [['events.test.ts', 'S10 the URL with the state is not an own property that a script would copy']],
  },
  {
    threat: 'style sheets read what is typed',
    bug: 'the field’s value is in an attribute',
    plants: [
      {
        file: 'src/element/view/card.ts',
        from: "this.form.addEventListener('submit', (event) => {",
        to: "this.input.addEventListener('input', () => this.input.setAttribute('value', this.input.value));\n    this.form.addEventListener('submit', (event) => {",
      },
    ],
    tests: [['e2e/hostile.spec.ts', 'H13 no style sheet of the page can read the code: it is in no attribute while it is typed']],
  },
  {
    threat: 'a session replay tool records what is typed',
    bug: 'the field has no marker',
    plants: [{ file: 'src/element/view/blueprint.ts', from: "class: 'rr-block ph-no-capture", to: "class: 'ph-no-capture" }],
    tests: [['element/session-replay.test.ts', 'Q8 a session replay during typing does not contain the code']],
  },
  {
    threat: 'polluted prototypes, clobbered names, functions replaced',
    bug: 'a missing property is read from the prototype',
    plants: [
      {
        file: 'src/attempt/attempt.ts',
        from: 'url.searchParams.set(name, value);',
        to: "url.searchParams.set(name, value);\n  const { prompt }: { prompt?: string } = {};\n  if (prompt) url.searchParams.set('prompt', prompt);",
      },
    ],
    tests: [['e2e/hostile.spec.ts', 'H1 Object.prototype polluted with every name that the file reads or writes']],
  },
  {
    threat: 'polluted prototypes, clobbered names, functions replaced',
    bug: 'the page’s address is read from a property that markup can clobber',
    plants: [{ file: 'src/element/wise-link.ts', from: 'readConfig(this, location.href)', to: 'readConfig(this, document.URL)' }],
    tests: [['e2e/hostile.spec.ts', 'H3 names of the page clobbered by markup: it links']],
    // No attempt starts, so the test finds no address at Wise.
    failure: /Invalid URL/,
  },
  {
    threat: 'our script breaks yours',
    bug: 'it creates the Trusted Types policy of the other Lit',
    plants: [
      {
        file: 'src/index.ts',
        from: 'export { WiseLink };\n',
        to: "export { WiseLink };\nReflect.get(globalThis, 'trustedTypes')?.createPolicy('lit-html', {});\n",
      },
    ],
    tests: [['e2e/strict.spec.ts', 'H5 beside another application with its own Lit, …']],
  },
  {
    threat: 'our script breaks yours',
    bug: 'it defines an element that is already defined',
    plants: [{ file: 'src/index.ts', from: "if (!customElements.get('wise-link')) ", to: '' }],
    tests: [['element/wise-link.test.ts', 'T5 a second definition is ignored']],
    failure: /has already been used/,
  },
  {
    threat: 'the file was changed in transit',
    bug: 'the file contains the build time',
    plants: [{ file: 'package/second-pass.ts', from: 'file.code = `${code}\\n`;', to: 'file.code = `${code}\\n//${Date.now()}\\n`;' }],
    tests: [['package/publish.test.ts', 'the same commit, built elsewhere, produces the same bytes']],
  },
  {
    threat: 'reads history, storage, memory and logs',
    bug: 'a page that is itself the redirect URI keeps its address',
    plants: [{ file: 'src/attempt/address.ts', from: "if (url.href !== response) history.replaceState(history.state, '', url);", to: '' }],
    tests: [['e2e/secrets.spec.ts', 'Q8 I-10 no code, state, token or email address remains anywhere: redirect, back to the page itself']],
  },
  {
    threat: 'reads history, storage, memory and logs',
    bug: 'the code stays in the field',
    plants: [{ file: 'src/element/wise-link.ts', from: "if (end) this.#card.input.value = '';", to: '' }],
    tests: [['e2e/email-secrets.spec.ts', 'E15 once it has linked, the code that it sent is nowhere in the page and its memory']],
  },
  {
    threat: 'reads history, storage, memory and logs',
    bug: 'the log contains the state',
    plants: [{ file: 'src/server/start.ts', from: "attemptId, outcome: 'started' });", to: 'attemptId, outcome: state });' }],
    tests: [['server/logs.test.ts', 'of a start, an email, a typed code, its question and the status']],
  },
  {
    threat: 'another customer logs in on the same browser',
    bug: 'any customer finds the attempt',
    plants: ANY_CUSTOMER,
    tests: [['server/start.test.ts', 'T6 does not continue for another customer in the same browser']],
  },
  {
    threat: 'another customer logs in on the same browser',
    bug: 'the persons are not compared',
    plants: ANY_PERSON,
    tests: [['e2e/survival.spec.ts', 'T6 another customer has logged in on the other one, and the element started the attempt: the late code is refused, and the card says why']],
  },
  {
    threat: 'a code is used twice, and so lost',
    bug: 'the code is sent to Wise twice',
    plants: [
      {
        file: 'src/server/redeem.ts',
        from: '  const result = await wise.redeem(',
        to: '  await wise.redeem(request.code, redirectUri, job.correlationId);\n  const result = await wise.redeem(',
      },
    ],
    tests: [['server/processes.test.ts', 'I1 B7 exchange a code once for 20 identical requests, and all 20 get the same answer']],
  },
  {
    threat: 'a code is used twice, and so lost',
    bug: 'an ended attempt is not removed',
    plants: [{ file: 'src/attempt/owned-attempt.ts', from: 'removeStoredAttempt(this.#current.state);\n    this.#current = undefined;\n', to: 'removeStoredAttempt(this.#current.state);\n' }],
    tests: [['controller/transports.test.ts', 'M15 exactly one response is taken, and submitted once: …']],
  },
  {
    threat: 'a window that isolates itself looks closed',
    bug: 'the customer is asked while the page has no focus',
    plants: [{ file: 'src/launch/popup.ts', from: "outside(() => watch(opened, signal, () => hint('gone')));", to: "setInterval(() => opened.closed && hint('gone'), 500);" }],
    tests: [['e2e/isolation.spec.ts', 'P2 Wise: same-origin']],
  },
  {
    threat: 'a window that isolates itself looks closed',
    bug: 'a frame offers no tab',
    plants: [{ file: 'src/element/view/phases/authorizing.ts', from: 'hasAlternative && isFramed && words.toPage', to: 'undefined' }],
    tests: [['e2e/frames.spec.ts', 'Q4 the same with Wise isolated by COOP: no transport works, and the card offers a new tab']],
  },
  {
    threat: 'sandbox and production are mixed up',
    bug: 'an attempt of the other environment is resumed',
    plants: ANY_ADDRESS,
    tests: [['controller/return.test.ts', 'S6 of the other environment']],
  },
  {
    threat: 'tokens reach the browser by mistake',
    bug: 'the link is not reduced to the contract’s properties',
    plants: [{ file: 'src/backend/response.ts', from: 'const link = { displayName, profileType, profileRef } as const;', to: 'const link = linkJson as Link;' }],
    tests: [['backend/response.test.ts', 'X24 no more than the contract names']],
  },
  {
    threat: 'tokens reach the browser by mistake',
    bug: 'the backend’s answer contains a token',
    plants: [{ file: 'src/server/verify.ts', from: "{ status: 'linked', link: onlyMasked(link), subject }", to: "{ status: 'linked', link: onlyMasked(link), subject, access_token: 't' }" }],
    tests: [['contract/kit.test.ts', 'B10']],
  },
  {
    threat: 'the database is stolen',
    bug: 'tokens are stored without encryption',
    plants: [
      { file: 'src/server/grant.ts', from: 'return vault.seal(JSON.stringify(plain), customerId);', to: 'return `test-1.${JSON.stringify(plain)}`;' },
      { file: 'src/server/grant.ts', from: 'await vault.unseal(sealed, customerId)', to: 'sealed.slice(7)' },
    ],
    tests: [['server/exchange.test.ts', 'leaves tokens in the database only sealed, and only on the link']],
  },
  {
    threat: 'the database is stolen',
    bug: 'encryption is not bound to the customer',
    plants: [
      { file: 'src/server/vault.ts', from: "cipher.setAAD(boundTo(owner, purpose));\n    const sealed", to: "cipher.setAAD(Buffer.alloc(0));\n    const sealed" },
      { file: 'src/server/vault.ts', from: "decipher.setAAD(boundTo(owner, purpose))", to: "decipher.setAAD(Buffer.alloc(0))" },
    ],
    tests: [['server/vault.test.ts', 'cannot be decrypted for another owner']],
  },
  {
    threat: 'a page of another site in the Wise window reads what it can there',
    bug: 'the Wise window is named with the state',
    plants: [
      {
        file: 'src/launch/popup.ts',
        from: '    this.#window = open(url, (this.name ||= crypto.randomUUID()));',
        to: "    this.#window = open(url, (this.name = (url && new URL(url).searchParams.get('state')) || crypto.randomUUID()));",
      },
      {
        file: 'src/launch/popup.ts',
        from: 'this.#window.location.replace(url);',
        to: "this.#window.name = `wise-${new URL(url).searchParams.get('state')}`, this.#window.location.replace(url);",
      },
    ],
    tests: [['e2e/windows.spec.ts', 'a page of another site in the Wise window tries its own code with everything that it can read there: nothing is sent']],
  },
  {
    threat: 'a response arrives at another redirect page of the same origin',
    bug: 'the path of a response is not compared',
    plants: [{ file: 'src/oauth/redirect-uri.ts', from: 'return origin === registered.origin && isSamePath && ', to: 'return origin === registered.origin && (isSamePath || true) && ' }],
    tests: [
      ['oauth/redirect-uri.test.ts', 'another page of the site'],
      ['controller/return.test.ts', 'S20 one with this state that arrived …: ignored, removed from the URL, and the attempt stays open'],
    ],
  },
  {
    threat: 'a page of another site in the Wise window navigates the opener to a copy of your bank',
    bug: 'the page is sent without its Cross-Origin-Opener-Policy',
    plants: NO_OPENER_POLICY,
    tests: [['e2e/isolation.spec.ts', 'P21 … cannot navigate the bank’s page, and it links']],
  },
  {
    threat: 'a page of another site in the Wise window navigates the opener to a copy of your bank',
    bug: 'the window is opened without an opener, and cannot return the response',
    plants: [{ file: 'src/launch/popup.ts', from: '`popup,width=600', to: '`noopener,popup,width=600' }],
    tests: [['e2e/isolation.spec.ts', 'P21 … can navigate the bank’s page to a copy of the bank']],
  },
  {
    threat: "sees another customer's link in an open tab",
    bug: 'the link is shown to any customer',
    plants: [{ file: 'src/controller/presence.ts', from: 'answer.subject && answer.subject === this.subject', to: 'answer.subject' }],
    tests: [['element/survival.test.ts', 'T4 M12 sends a notice …, which is ignored']],
  },
  {
    threat: "sees another customer's link in an open tab",
    bug: 'all customers have the same subject',
    plants: [{ file: 'src/server/verify.ts', from: "return vault.fingerprint('subject', customerId);", to: "return vault.fingerprint('subject', customerId && 'all');" }],
    tests: [['server/status.test.ts', 'has an opaque subject for each customer, the same in every answer and session']],
  },
  {
    threat: 'reads what the browser keeps',
    bug: 'all attempts of a page have one state',
    plants: [
      {
        file: 'src/attempt/attempt.ts',
        from: 'const state = newState();',
        to: "const state: string = Reflect.get(globalThis, 'kept') ?? newState();\n  Object.assign(globalThis, { kept: state });",
      },
    ],
    tests: [['controller/transports.test.ts', 'S4 is used once: replayed by … it is refused by the linked attempt and by the next one']],
  },
  {
    threat: 'reads what the browser keeps',
    bug: 'an attempt lasts for days',
    plants: [{ file: 'src/server/new-attempt.ts', from: 'flow, limits.attemptSeconds, ', to: 'flow, 100 * limits.attemptSeconds, ' }],
    tests: [['server/start.test.ts', 'B15 has ended after 30 minutes']],
  },
  {
    threat: 'reads what the browser keeps',
    bug: 'stored attempts are never removed',
    plants: [{ file: 'src/attempt/resumable.ts', from: 'index < MAX_STORED && age(entry) < KEPT_AFTER_END', to: 'index < MAX_STORED' }],
    tests: [['attempt/resumable.test.ts', 'Q7 removes only ended attempts of this library']],
  },
  {
    threat: 'names another customer to the service',
    bug: 'every answer of the session endpoint counts as a log-in',
    plants: [
      { file: 'src/service/forward-authentication.ts', from: 'if (answer.status !== 200) throw', to: 'if (answer.status > 599) throw' },
      { file: 'src/service/forward-authentication.ts', from: "if (answer.type !== 'application/json') throw", to: "if (answer.type === '-') throw" },
    ],
    tests: [['service/forward-authentication.test.ts', 'cannot tell who is logged in after …']],
  },
  {
    threat: 'names another customer to the service',
    bug: 'a token for another service, or of another issuer, is accepted',
    plants: [{ file: 'src/service/signed-token.ts', from: '{ algorithms: ALGORITHMS, issuer, audience, clockTolerance', to: '{ algorithms: ALGORITHMS, clockTolerance' }],
    tests: [['service/signed-token.test.ts', 'is no log-in if it …']],
  },
  {
    threat: 'calls the internal API of the service',
    bug: 'the internal API needs no secret',
    plants: [{ file: 'src/service/internal-api.ts', from: '  app.use(bearerAuth({ token: [...secrets],', to: "  app.use('/none', bearerAuth({ token: [...secrets]," }],
    tests: [['service/service.test.ts', 'is in the log: who got a token of which customer, and who has not the secret']],
  },
  {
    threat: 'has an id that means another customer',
    bug: 'an unknown query is ignored',
    plants: [{ file: 'src/service/internal-api.ts', from: '  if (search && !known) return false;\n', to: '' }],
    tests: [['service/service.test.ts', 'refuses a query that it does not know: an id with a question mark would name another customer']],
  },
  {
    threat: 'sends your backend a webhook of its own',
    bug: 'a webhook is signed with another key',
    plants: [{ file: 'src/service/webhooks.ts', from: "createHmac('sha256', key)", to: "createHmac('sha256', '')" }],
    tests: [['service/webhooks.test.ts', 'of … has the type …, is signed, and has the masked link']],
  },
];
