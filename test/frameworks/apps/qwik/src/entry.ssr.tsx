import { renderToString, type RenderResult, type RenderToStringOptions } from '@builder.io/qwik/server';
import Root from './root';

/** Renders a page on the server. */
export default (options: RenderToStringOptions): Promise<RenderResult> => renderToString(<Root />, { containerAttributes: { lang: 'en' }, ...options });
