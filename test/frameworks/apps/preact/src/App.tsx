import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

const headers = { 'X-Framework': 'preact' };

/** A bank's page that can unmount the element, with two flows. */
export function App(): JSX.Element {
  const [isShown, setShown] = useState(true);
  const [mode, setMode] = useState<'popup' | 'email'>('popup');
  const [account, setAccount] = useState('none');
  return (
    <main>
      <h1>Preact</h1>
      <p>
        <button onClick={() => setShown(true)}>Show</button> <button onClick={() => setShown(false)}>Hide</button>{' '}
        <button onClick={() => setMode('popup')}>By popup</button> <button onClick={() => setMode('email')}>By email</button>
      </p>
      {isShown && (
        <wise-link
          environment="sandbox"
          client-id="bank"
          redirect-uri={`${BANK}/wise-callback.html`}
          authorize-url={`${WISE}/oauth/authorize/`}
          exchange-url="/api/wise/exchange"
          start-url="/api/wise/start"
          email-url="/api/wise/email"
          mode={mode}
          exchange={globalThis.EXCHANGE}
          headers={headers}
          onwise-link-success={({ link }) => setAccount(link.displayName)}
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
