import { mount } from 'svelte';
import App from './App.svelte';
import 'wise-link/svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
