import DefaultTheme from 'vitepress/theme-without-fonts';
import ChooseWay from './ChooseWay.vue';
import MermaidDrawing from './MermaidDrawing.vue';
import './site.css';

/** VitePress's default theme, with diagrams and live examples. */
export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('ChooseWay', ChooseWay);
    app.component('MermaidDrawing', MermaidDrawing);
    if (!import.meta.env.SSR) void import('../../live-example.ts');
  },
};
