import DefaultTheme from 'vitepress/theme-without-fonts';
import MermaidDrawing from './MermaidDrawing.vue';
import './site.css';

/** VitePress's own look, with drawings and an element that can be tried. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('MermaidDrawing', MermaidDrawing);
    if (!import.meta.env.SSR) void import('../../live-example.ts');
  },
};
