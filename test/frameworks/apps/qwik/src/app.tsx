import { component$, useSignal, useVisibleTask$ } from '@builder.io/qwik';
import type { WiseLink } from 'wise-link';

/** A bank's page that can unmount the element, with two flows. */
export const App = component$(() => {
  const isShown = useSignal(true);
  const mode = useSignal<'popup' | 'email'>('popup');
  const account = useSignal('none');
  const element = useSignal<WiseLink>();
  // Qwik's listeners do not receive events with a hyphen, and it writes objects into attributes.
  useVisibleTask$(async ({ track, cleanup }) => {
    const mounted = track(element);
    if (!mounted) return;
    const listening = new AbortController();
    cleanup(() => listening.abort());
    await import('wise-link');
    mounted.headers = { 'X-Framework': 'qwik' };
    mounted.addEventListener('wise-link-success', ({ link }) => (account.value = link.displayName), { signal: listening.signal });
  });
  return (
    <main>
      <h1>Qwik</h1>
      <p>
        <button onClick$={() => (isShown.value = true)}>Show</button> <button onClick$={() => (isShown.value = false)}>Hide</button>{' '}
        <button onClick$={() => (mode.value = 'popup')}>By popup</button> <button onClick$={() => (mode.value = 'email')}>By email</button>
      </p>
      {isShown.value && (
        <wise-link
          ref={element}
          environment="sandbox"
          client-id="bank"
          redirect-uri={`${globalThis.BANK}/wise-callback.html`}
          authorize-url={`${globalThis.WISE}/oauth/authorize/`}
          exchange-url="/api/wise/exchange"
          start-url="/api/wise/start"
          email-url="/api/wise/email"
          mode={mode.value}
        >
          <a href="/help">Link your Wise account by contacting us</a>
        </wise-link>
      )}
      <p>
        Account: <output>{account.value}</output>
      </p>
    </main>
  );
});
