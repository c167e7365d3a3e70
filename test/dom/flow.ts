// The tests of the element in DOM implementations for Node.
import { afterEach, beforeAll, expect, test, vi } from 'vitest';

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };

/** APIs that every browser has, but a DOM in Node may not. */
const ABSENT = ['matchMedia', 'opener', 'BroadcastChannel', 'screen', 'CSS'];

/** Tests the flow from the click to the link, the same in each DOM for tests. */
export function linksIn(dom: string): void {
  // Not in a test, because loading the source takes seconds on slow machines.
  beforeAll(async () => void (await import('../../src/index.js')), 60_000);
  afterEach(() => {
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test(`in ${dom} the element is defined and renders its card`, async () => {
    const element = await wiseLink();
    expect(element.phase).toBe('idle');
    expect(textOf(element, 'launch')).toBe('Connect your Wise account');
  });

  test.each([
    ['nothing', []],
    [ABSENT.join(', '), ABSENT],
  ])(`in ${dom} without %s, it links an account and leaves nothing behind`, async (_, absent) => {
    for (const name of absent) vi.stubGlobal(name, undefined);
    const wise = { closed: false, close: vi.fn(), focus: vi.fn(), postMessage: vi.fn(), location: { replace: vi.fn() } };
    const open = vi.spyOn(window, 'open').mockReturnValue(wise as unknown as Window);
    const fetched = vi.fn(() => Promise.resolve(Response.json({ status: 'linked', link: LINK })));
    vi.stubGlobal('fetch', fetched);
    const element = await wiseLink();
    element.shadowRoot?.querySelector<HTMLElement>('[part=launch]')?.click();
    expect(element.phase).toBe('authorizing');
    const [[url = ''] = []] = open.mock.calls;
    const { searchParams } = new URL(String(url));
    const linked = new Promise((resolve) => element.addEventListener('wise-link-success', resolve));
    const answer = `${searchParams.get('redirect_uri')}?code=c&state=${searchParams.get('state')}`;
    expect(element.handleCallback(answer)).toBe(true);
    await linked;
    await element.updateComplete;
    expect(element.link).toEqual(LINK);
    expect(textOf(element, 'status')).toBe('Your Wise account is connected.');
    expect(fetched).toHaveBeenCalledOnce();
    expect(wise.close).toHaveBeenCalled();
    expect(Object.keys(sessionStorage).filter((key) => key.startsWith('wise-link'))).toEqual([]);
  });

  test(`in ${dom} it renders while the focus is in another shadow tree, and moves the focus only in its own`, async () => {
    const other = document.createElement('div');
    other.attachShadow({ mode: 'open' }).innerHTML = '<input>';
    document.body.append(other);
    other.shadowRoot?.querySelector('input')?.focus();
    const element = await wiseLink();
    expect(textOf(element, 'launch')).toBe('Connect your Wise account');
    expect(document.activeElement).toBe(other);
    element.shadowRoot?.querySelector<HTMLElement>('[part=launch]')?.focus();
    vi.spyOn(window, 'open').mockReturnValue(null);
    void element.open({ mode: 'popup' });
    await element.updateComplete;
    expect(element.shadowRoot?.activeElement?.localName).toBe('form');
    element.reset();
  });
}

async function wiseLink() {
  const element = document.createElement('wise-link');
  const attributes = {
    environment: 'sandbox',
    'client-id': 'bank',
    'redirect-uri': `${location.origin}/wise-callback.html`,
    'exchange-url': '/api/wise/exchange',
    mode: 'popup',
  };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

function textOf(element: Element, part: string): string {
  const { textContent = '' } = element.shadowRoot?.querySelector(`[part=${part}]`) ?? {};
  return textContent?.trim() ?? '';
}
