import { render } from 'preact';
import { App } from './App';
import 'wise-link/preact';

const root = document.getElementById('app');
if (root) render(<App />, root);
