/** A file's text, as Vite hands it out. */
declare module '*?raw' {
  const text: string;
  export { text as default };
}
