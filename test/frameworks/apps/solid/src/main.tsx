import { render } from 'solid-js/web';
import { App } from './App';
import 'wise-link/solid';

const root = document.getElementById('app');
if (root) render(() => <App />, root);
