import { createApp } from 'vue';
import App from './App.vue';
import 'wise-link/vue';

createApp(App).mount('#app');
