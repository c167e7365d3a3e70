/** The playground: the live element beside controls for all that changes it. Its state is in the URL. */
import '../../../src/locales/auto.js';
import { answerHere } from '../answer-here.js';
import { answerGallery } from '../gallery-answers.js';
import { navigation } from '../header.js';
import { eventLog } from '../log.js';
import { applyTheme } from '../themes.js';
import { beCustomer } from './be-customer.js';
import { linesOf, switchWise } from './backstage.js';
import { backendLog } from './backend-log.js';
import { codeOf } from './code.js';
import { controlOf, enableControls, fillControls } from './controls.js';
import { copyOn } from './copy.js';
import { styleOf } from './own-style.js';
import { Phone } from './phone.js';
import { placeOf } from './place.js';
import type { SCENARIOS } from './scenarios.js';
import { GROUPS, SETTINGS } from './settings.js';
import { readState, writeState, type State } from './state.js';

const find = <Name extends 'div' | 'form' | 'pre' | 'button' | 'p' | 'a' | 'header'>(name: Name, selector: string): HTMLElementTagNameMap[Name] => {
  const element = document.querySelector<HTMLElementTagNameMap[Name]>(`${name}${selector}`);
  if (!element) throw new Error(`The page has no ${name}${selector}`);
  return element;
};

const { hasBank, places } = placeOf(find('a', '#outbox'));
const screen = find('div', '#screen');
const phone = new Phone(find('div', '#phone'), screen, places);
const said = find('p', '#said');
const seen = backendLog(hasBank ? linesOf : async () => []);

if (!hasBank) await goOffline();
const { open } = window;
let state = readState(new URLSearchParams(location.search), hasBank);
let standIn: ((request: Request) => Promise<Response>) | undefined;
let run = 0;

answerHere(
  (request) => answerGallery(request) ?? (standIn && new URL(request.url).pathname.startsWith('/api/wise/') ? standIn(request) : undefined),
  seen.observe,
);
if (hasBank) find('header', '').append(navigation());
find('div', '#events-here').append(eventLog(screen));
find('div', '#backend-here').append(seen.list);
const controls = find('form', '#controls');
fillControls(controls, state, hasBank, change);
const framework = controlOf('framework', GROUPS.Code.framework, state['framework'] ?? '');
framework.addEventListener('input', ({ target }) => target instanceof HTMLSelectElement && change('framework', target.value));
find('div', '#code-here').append(framework);
find('button', '#again').addEventListener('click', () => void renew());
copyOn(find('button', '#copy-code'), said, () => codeOf(state));
copyOn(find('button', '#copy-style'), said, style);
copyOn(find('button', '#copy-link'), said, () => location.href);
update();
if (state['backend'] === 'bank') void switchWise(state['wise'] ?? '');
void renew();

function change(name: string, value: string): void {
  state = { ...state, [name]: value };
  said.textContent = '';
  history.replaceState(history.state, '', location.pathname + writeState(state, hasBank) + location.hash);
  if (name === 'wise') void switchWise(value);
  if (SETTINGS[name]?.isFresh) void renew();
  update();
}

/** Without the demo's server, a backend in the page answers, and buttons replace Wise. */
async function goOffline(): Promise<void> {
  const { pretendWise } = await import('./pretend-wise.js');
  find('div', '#wise-here').append(pretendWise(screen));
  document.body.dataset['place'] = 'offline';
  find('a', '.brand').href = '../';
}

/** Shows the state, without a new element. */
function update(): void {
  const css = style();
  applyTheme(css);
  phone.update(elementState());
  find('pre', '#code').textContent = codeOf(state);
  find('pre', '#style').textContent = css;
  find('div', '#style-here').hidden = !css;
  document.body.dataset['backend'] = state['backend'] === 'bank' ? 'bank' : 'stand-in';
  enableControls(controls, state['backend'] === 'bank');
}

/** The style sheet of the state. */
function style(): string {
  return styleOf(state['style'] ?? '', location.hash);
}

/** Makes new elements for the state, with the customer and the backend that it asks for. */
async function renew(): Promise<void> {
  const mine = (run += 1);
  const { backend = '', customer = '', show = '' } = state;
  document.documentElement.removeAttribute('data-ready');
  if (backend === 'bank') await beCustomer(customer);
  const { standInFor } = backend === 'bank' ? { standInFor: undefined } : await import('./stand-in.js');
  if (mine !== run) return;
  const authorizeUrl = state['authorize-url'] || places['authorize-url'];
  standIn = standInFor?.(backend as keyof typeof SCENARIOS, { clientId: state['client-id'] ?? '', ...(authorizeUrl && { authorizeUrl }) });
  // A fixed phase shows what happens if windows are blocked, and never opens one.
  window.open = show === 'live' ? open : () => null;
  await phone.renew(elementState());
  if (mine === run) document.documentElement.dataset['ready'] = '';
}

/** The state of the element: as on a partner's page, it asks for no status before the log-in. */
function elementState(): State {
  return state['backend'] === 'bank' && state['customer'] === 'nobody' ? { ...state, 'status-url': '' } : state;
}
