import { render } from '@solidjs/web';
import { App } from './App';
import 'wise-link/solid-2';

const root = document.getElementById('app');
if (root) render(() => <App />, root);
