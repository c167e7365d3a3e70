/** How a framework writes the element. The documentation's page has the same words, and a test compares them. */
export interface Framework {
  /** Its row of the table in docs/frameworks.md; undefined for plain HTML. */
  row?: string;
  /** What is imported. */
  package: string;
  /** The attribute that listens for a success. */
  listen: string;
  /** The whole file; `tag` is the element with its attributes and content, one line each. */
  file(parts: { imports: string; tag: readonly string[] }): string;
}

const indented = (lines: readonly string[], depth: number): string => lines.map((line) => (line ? ' '.repeat(depth) + line : '')).join('\n');

const jsx = (row: string, name: string, listen: string, isTyped = false): Framework => ({
  row,
  package: `wise-link/${name}`,
  listen,
  file: ({ imports, tag }) => `${imports}\n${isTyped ? `import type { WiseLinkSuccessEvent } from 'wise-link/${name}';\n` : ''}\nexport const LinkWise = () => (\n${indented(tag, 2)}\n);\n`,
});

const arrow = '({ link }) => showAccount(link)';

/** The frameworks by name, in the order of the documentation. */
export const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  HTML: {
    package: 'wise-link',
    listen: '',
    file: ({ imports, tag }) => `${imports}

${indented(tag, 0)}

<script type="module">
  const element = document.querySelector('wise-link');
  element.addEventListener('wise-link-success', ({ link }) => showAccount(link));
  element.addEventListener('wise-link-error', ({ error }) => report(error.code, error.correlationId));
</script>
`,
  },
  React: jsx('React 19', 'react', 'onwise-link-success={({ link }: WiseLinkSuccessEvent) => showAccount(link)}', true),
  Preact: jsx('Preact', 'preact', `onwise-link-success={${arrow}}`),
  Solid: jsx('Solid 1', 'solid', `on:wise-link-success={${arrow}}`),
  'Solid 2': jsx('Solid 2', 'solid-2', `onWise-link-success={${arrow}}`),
  Svelte: {
    row: 'Svelte 5',
    package: 'wise-link/svelte',
    listen: `onwise-link-success={${arrow}}`,
    file: ({ imports, tag }) => `<script lang="ts">\n${indented(imports.split('\n'), 2)}\n</script>\n\n${indented(tag, 0)}\n`,
  },
  Vue: {
    row: 'Vue 3',
    package: 'wise-link/vue',
    listen: '@wise-link-success="showAccount($event.link)"',
    file: ({ imports, tag }) => `<script setup lang="ts">\n${imports}\n</script>\n\n<template>\n${indented(tag, 2)}\n</template>\n`,
  },
  Angular: {
    row: 'Angular',
    package: './wise-link.directive',
    listen: '(wise-link-success)="showAccount($event.link)"',
    file: ({ imports, tag }) => `import { Component } from '@angular/core';
import type { Link } from 'wise-link';
${imports}

@Component({
  selector: 'link-wise',
  imports: [WiseLinkDirective],
  template: \`
${indented(tag.map((line) => line.replaceAll(/[\\`]|\$\{/g, '\\$&')), 4)}
  \`,
})
export class LinkWise {
  showAccount(link: Link): void {}
}
`,
  },
};
