import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { WiseLink } from 'wise-link/react';

/** A bank's page that can unmount the element, with two flows. */
export function App(): ReactNode {
  const [isShown, setShown] = useState(true);
  const [mode, setMode] = useState<'popup' | 'email'>('popup');
  const [account, setAccount] = useState('none');
  const element = useRef<WiseLink>(null);
  // React attaches no listeners and sets no object properties on a server-rendered element.
  useEffect(() => {
    if (!element.current) return;
    const listening = new AbortController();
    element.current.headers = { 'X-Framework': 'react-ssr' };
    element.current.addEventListener('wise-link-success', ({ link }) => setAccount(link.displayName), { signal: listening.signal });
    return () => listening.abort();
  }, [isShown]);
  return (
    <main>
      <h1>React SSR</h1>
      <p>
        <button onClick={() => setShown(true)}>Show</button> <button onClick={() => setShown(false)}>Hide</button>{' '}
        <button onClick={() => setMode('popup')}>By popup</button> <button onClick={() => setMode('email')}>By email</button>
      </p>
      {isShown && (
        <wise-link
          ref={element}
          environment="sandbox"
          client-id="bank"
          redirect-uri={`${BANK}/wise-callback.html`}
          authorize-url={`${WISE}/oauth/authorize/`}
          exchange-url="/api/wise/exchange"
          start-url="/api/wise/start"
          email-url="/api/wise/email"
          mode={mode}
          exchange={globalThis.EXCHANGE}
        >
          <a href="/help">Link your Wise account by contacting us</a>
        </wise-link>
      )}
      <p>
        Account: <output>{account}</output>
      </p>
    </main>
  );
}
