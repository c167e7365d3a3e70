import { OAuthPopup } from '@tasoskakour/react-use-oauth2';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

createRoot(document.querySelector('main')).render(createElement(OAuthPopup));
