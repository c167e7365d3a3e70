import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './App';
import 'wise-link/react';

/** Renders the page on the server. */
export const render = (): string => renderToString(<StrictMode><App /></StrictMode>);
