import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { App } from './App';
import 'wise-link/react';

/** The page as a server sends it. */
export const render = (): string => renderToString(<StrictMode><App /></StrictMode>);
