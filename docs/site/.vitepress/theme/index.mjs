import DefaultTheme from 'vitepress/theme-without-fonts';
import MermaidDrawing from './MermaidDrawing.vue';
import './site.css';

/** VitePress's default theme, with diagrams and live examples. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('MermaidDrawing', MermaidDrawing);
    if (!import.meta.env.SSR) void import('../../live-example.ts');
  },
};
