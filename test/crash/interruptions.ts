import type { InterruptedName } from './interrupted.js';
import type { Moment } from './moment.js';

/** A point in a request at which the service is killed: by itself at a moment, or from outside while another server works on its request. */
export interface Interruption {
  request: InterruptedName;
  where: string;
  moment?: Moment;
  /** The path at Wise, or `webhook`, that is at work when the service is killed from outside. */
  atWork?: string;
}

const before = (request: InterruptedName, what: string, where: string): Interruption => ({ request, where, moment: { when: 'before', what } });
const after = (request: InterruptedName, what: string, where: string): Interruption => ({ request, where, moment: { when: 'after', what } });
const committed = (request: InterruptedName, what: string, where: string): Interruption => ({ request, where, moment: { when: 'committed', what } });
/** Around one statement. */
const around = (request: InterruptedName, what: string, name: string): Interruption[] => [
  before(request, what, `before ${name}`),
  after(request, what, `${name}, not committed`),
  committed(request, what, `${name}, committed`),
];

/** All points, beside those of an exchange, which are the rows of the crash table. */
export const INTERRUPTIONS: readonly Interruption[] = [
  before('start', 'request /api/wise/start', 'before'),
  ...around('start', 'insert into attempt', 'the attempt is stored'),
  after('start', 'request /api/wise/start', 'answered, not sent'),
  before('status', 'request /api/wise/status', 'before'),
  after('status', 'request /api/wise/status', 'answered, not sent'),
  before('session', 'request /session', 'before your session endpoint has the request'),
  after('session', 'request /session', 'your session endpoint has answered, not read'),
  ...around('email', 'insert into email_request', 'the request is stored'),
  before('email', 'call /v1/user/signup/registration_code', 'before Wise is called'),
  { request: 'email', where: 'Wise has sent the email', atWork: '/v1/user/signup/registration_code' },
  after('email', 'call /v1/user/signup/registration_code', 'Wise has answered, not read'),
  ...around('email', 'set sealed_registration_code = null', 'the answer is stored'),
  after('email', 'request /api/wise/email', 'answered, not sent'),
  ...around('webhook', 'set tries = tries + 1', 'the delivery is stored'),
  { request: 'webhook', where: 'your endpoint is at work', atWork: 'webhook' },
  ...around('webhook', 'delete from hook_event where id', 'the event is removed'),
  ...around('access token', 'set refresh_lease = $4', 'the lease is taken'),
  before('access token', 'call /oauth/token', 'before Wise is called'),
  { request: 'access token', where: 'Wise has made the tokens', atWork: '/oauth/token' },
  after('access token', 'call /oauth/token', 'Wise has answered, not read'),
  ...around('access token', 'set sealed_tokens = $3', 'the tokens are stored'),
  ...around('refused token', 'set refresh_lease = $3', 'the refusal is stored'),
  ...around('erasure', 'delete from email_request where customer_id', 'the first table is emptied'),
  ...around('erasure', 'delete from hook_event where customer_id', 'the last table is emptied'),
];

/** The title of a point. */
export const titleOf = ({ request, where }: Interruption): string => `${request}, ${where}`;
