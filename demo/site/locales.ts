import '../../src/locales/auto.js';
