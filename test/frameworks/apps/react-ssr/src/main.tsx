import { StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { App } from './App';
import 'wise-link/react';

const root = document.getElementById('app');
if (root) hydrateRoot(root, <StrictMode><App /></StrictMode>);
