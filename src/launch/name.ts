/** With which all begins that we name in a browser: channels, messages and what is stored. */
export const NAME = 'wise-link:';
