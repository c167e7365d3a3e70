import { useOAuth2 } from '@tasoskakour/react-use-oauth2';
import { createElement, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

function Home({ main }) {
  const { data, loading, error, getAuth } = useOAuth2({
    authorizeUrl: `${authority}/authorize`,
    clientId: 'compare',
    redirectUri: `${location.origin}/redirect.html`,
    scope: 'openid',
    responseType: 'code',
    exchangeCodeForTokenQuery: { url: `${location.origin}/exchange`, method: 'POST' },
  });
  const isReady = useRef(false);
  useEffect(() => {
    if (!isReady.current) ready(main);
    isReady.current = true;
  });
  const text = error ? 'Error' : loading ? 'Loading...' : data?.access_token ? 'linked' : '';
  useEffect(() => {
    if (error) shows(main, 'says', error);
    else if (data?.access_token) shows(main, 'linked', data.sub);
  }, [error, data]);
  return createElement('div', null, text || createElement('button', { type: 'button', onClick: () => getAuth() }, 'Connect'));
}

start((main) => {
  const root = createRoot(main.appendChild(document.createElement('div')));
  root.render(createElement(Home, { main }));
  return () => root.unmount();
});
