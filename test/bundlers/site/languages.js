// The page's script, with all languages on demand.
import 'wise-link';
import 'wise-link/locales/auto.js';
