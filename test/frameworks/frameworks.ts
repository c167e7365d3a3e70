// The frameworks of `npm run frameworks`.

/** An application in test/frameworks/apps with a framework. */
export interface Framework {
  title: string;
  /** The package whose version the table shows; undefined for a page without one. */
  shows?: string;
  /** The application, if it has another name. */
  app?: string;
  /** Other versions than those in package.json of the application. */
  versions?: Readonly<Record<string, string>>;
}

const ANGULAR_21 = Object.fromEntries(['common', 'compiler', 'core', 'platform-browser', 'compiler-cli'].map((name) => [`@angular/${name}`, '21.2.26']));

/** By the name on the command line. */
export const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  'react': { title: 'React', shows: 'react' },
  'react-ssr': { title: 'React from a server', shows: 'react' },
  'preact': { title: 'Preact', shows: 'preact' },
  'preact-10': { title: 'Preact', shows: 'preact', app: 'preact', versions: { preact: '10.29.0' } },
  'solid': { title: 'Solid', shows: 'solid-js' },
  'solid-2': { title: 'Solid', shows: 'solid-js' },
  'svelte': { title: 'Svelte', shows: 'svelte' },
  'vue': { title: 'Vue', shows: 'vue' },
  'angular': { title: 'Angular', shows: '@angular/core' },
  'angular-21': { title: 'Angular', shows: '@angular/core', app: 'angular', versions: { ...ANGULAR_21, '@angular/build': '21.2.27', '@angular/cli': '21.2.27', 'typescript': '5.9.3' } },
  'lit-ssr': { title: 'Lit from a server', shows: '@lit-labs/ssr' },
  'astro': { title: 'Astro', shows: 'astro' },
  'qwik': { title: 'Qwik', shows: '@builder.io/qwik' },
  'marko': { title: 'Marko', shows: 'marko' },
  'lwc': { title: 'LWC', shows: 'lwc' },
  'alpine': { title: 'Alpine', shows: 'alpinejs' },
  'htmx': { title: 'htmx', shows: 'htmx.org' },
  'turbo': { title: 'Turbo', shows: '@hotwired/turbo' },
  'html': { title: 'plain HTML' },
};
