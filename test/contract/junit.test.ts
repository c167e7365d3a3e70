// @vitest-environment jsdom
// Checks the JUnit report with an XML parser.
import { describe, expect, it } from 'vitest';
import { junit } from '../../contract/kit/junit.js';
import { RULES } from '../../contract/kit/rules.js';
import { failed, run } from './findings.js';

/** Parses a report as readers do: as XML, where one mistake is fatal. */
function parsed(xml: string): Document {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  expect(document.querySelector('parsererror')?.textContent ?? '').toBe('');
  return document;
}

const attributesOf = (element: Element | null): Record<string, string> => Object.fromEntries([...(element?.attributes ?? [])].map(({ name, value }) => [name, value]));

describe('the JUnit report', () => {
  it('has a suite with the counts, and a case with class, name and time for each finding', () => {
    const document = parsed(junit(run));
    const counts = { name: 'wise-link-contract', tests: '3', failures: '1', errors: '0', time: '1.750' };
    expect(attributesOf(document.querySelector('testsuites'))).toEqual(counts);
    expect(attributesOf(document.querySelector('testsuites > testsuite'))).toEqual({ ...counts, skipped: '1', timestamp: '2026-11-30T10:20:30' });
    const cases = [...document.querySelectorAll('testsuite > testcase')];
    expect(cases.map(attributesOf)).toEqual([
      { classname: 'wise-link-contract', name: 'B1 A call is refused', time: '0.250' },
      { classname: 'wise-link-contract', name: 'B2 A call is refused', time: '1.500' },
      { classname: 'wise-link-contract', name: 'B3 A call is refused', time: '0.000' },
    ]);
    expect(cases.map(({ firstElementChild }) => [firstElementChild?.tagName, firstElementChild?.getAttribute('message')])).toEqual([
      [undefined, undefined],
      ['failure', 'it was not'],
      ['skipped', 'because there is no --email-url'],
    ]);
    const text = document.querySelector('failure')?.textContent ?? '';
    for (const part of ['it was not', RULES.ownOrigin.sentence, RULES.ownOrigin.at, 'Refuse it.']) expect(text).toContain(part);
  });

  it('gives back each text as it was, whatever the backend sent', () => {
    const hostile = `]]></failure><testcase name="x"/>&amp;<!-- "'\n\t é😀`;
    const document = parsed(junit({ ...run, backend: hostile, findings: [{ ...failed, title: hostile, found: hostile }], stopped: hostile }));
    expect(document.querySelectorAll('testcase')).toHaveLength(2);
    expect(document.querySelector('testcase')?.getAttribute('name')).toBe(`B2 ${hostile}`);
    expect(document.querySelector('failure')?.getAttribute('message')).toBe(hostile);
    expect(document.querySelector('failure')?.textContent).toContain(hostile);
    expect(document.querySelector('property')?.getAttribute('value')).toBe(hostile);
    expect(document.querySelector('error')?.getAttribute('message')).toBe(hostile);
  });

  it.each(['\0', '\u001B', '\uFFFE', '\uD800', '\u000B'])('replaces %j, which XML does not allow', (character) => {
    const document = parsed(junit({ ...run, findings: [{ ...failed, found: `a${character}b` }] }));
    expect(document.querySelector('failure')?.getAttribute('message')).toBe('a\uFFFDb');
  });

  it('has an error if the run stopped', () => {
    const document = parsed(junit({ ...run, stopped: 'The bank cannot be reached.' }));
    expect(attributesOf(document.querySelector('testsuite'))).toMatchObject({ tests: '4', failures: '1', errors: '1' });
    expect(document.querySelectorAll('testcase')).toHaveLength(4);
    expect(document.querySelector('testcase > error')?.getAttribute('message')).toBe('The bank cannot be reached.');
  });
});
