import { describe, expect, test } from 'vitest';
import { readCallback } from '../../src/oauth/authorization-response.js';

const STATE = 'S'.repeat(43);
const read = (query: string) => readCallback(new URL(`https://bank.example/cb${query}`), STATE, 'https://wise.com');

/** A response whose URL has as many characters. */
function longResponse(length: number): string {
  const query = `?code=c&state=${STATE}&utm=`;
  return query + 'a'.repeat(length - `https://bank.example/cb${query}`.length);
}

describe('readCallback takes', () => {
  test.each([
    ['C1 code, state and profile id', `?code=G2s8EJ&state=${STATE}&profileId=30000000`, { code: 'G2s8EJ', profileId: '30000000' }],
    ['C2 profileID', `?code=G2s8EJ&state=${STATE}&profileID=30000000`, { code: 'G2s8EJ', profileId: '30000000' }],
    ['C2 profileid', `?code=G2s8EJ&state=${STATE}&profileid=30000000`, { code: 'G2s8EJ', profileId: '30000000' }],
    ['C2 an id beyond 2^53 as it is', `?code=G2s8EJ&state=${STATE}&profileId=9007199254740993`, { code: 'G2s8EJ', profileId: '9007199254740993' }],
    ['C5 one id in two spellings', `?code=c&state=${STATE}&profileId=1&profileID=1`, { code: 'c', profileId: '1' }],
    ['a code without a profile', `?code=c&state=${STATE}`, { code: 'c' }],
    ['C8 a name that decodes to code', `?c%6Fde=c&state=${STATE}`, { code: 'c' }],
    ['C9 a code with a space and a plus, verbatim', `?code=a+b%2Bc&state=${STATE}`, { code: 'a b+c' }],
    ['C16 the right issuer', `?code=c&state=${STATE}&iss=https%3A%2F%2Fwise.com`, { code: 'c' }],
    ['C24 parameters of the partner, ignored', `?via=query&code=c&state=${STATE}&utm=1`, { code: 'c' }],
    ['C28 any order', `?profileId=7&state=${STATE}&code=c`, { code: 'c', profileId: '7' }],
    ['a fragment that a site has added', `?code=c&state=${STATE}#_=_`, { code: 'c' }],
    ['C17 a refusal', `?error=access_denied&state=${STATE}`, undefined],
    ['C20 a refusal with any description', `?error=access_denied&error_description=%3Cb%3E&state=${STATE}`, undefined],
    ['C20 a refusal with two descriptions, which are ignored', `?error=access_denied&error_description=a&error_description=b&state=${STATE}`, undefined],
    ['C21 a refusal with an error_uri, which is ignored', `?error=access_denied&error_uri=javascript:1&state=${STATE}`, undefined],
    ['C24 repeated parameters of the partner whose names end like those of a response', `?code=c&state=${STATE}&promocode=a&promocode=b`, { code: 'c' }],
    ['C24 parameters of the partner whose names begin or end like those of tokens', `?code=c&state=${STATE}&api-response=1&my-token=2&tokens=3`, { code: 'c' }],
    ['C22 a response as long as the limit', longResponse(4095), { code: 'c' }],
    ['C23 C24 parameters with the names of every object', `?__proto__=a&constructor=b&toString=d&code=c&state=${STATE}`, { code: 'c' }],
  ])('%s', (_, query, expected) => {
    expect(read(query)).toEqual(expected);
  });
});

describe('readCallback refuses', () => {
  test.each([
    ['C3 two codes', `?code=a&code=b&state=${STATE}`],
    ['C3 the same code twice', `?code=a&code=a&state=${STATE}`],
    ['C4 two states', `?code=a&state=${STATE}&state=${STATE}`],
    ['C5 two profile ids', `?code=a&state=${STATE}&profileId=1&profileId=2`],
    ['C5 two spellings with different values', `?code=a&state=${STATE}&profileId=1&profileID=2`],
    ['C6 an empty code', `?code=&state=${STATE}`],
    ['C3 an empty code after a code', `?code=a&code=&state=${STATE}`],
    ['C3 an empty error twice', `?code=a&error=&error=&state=${STATE}`],
    ['C7 a code and an error', `?code=a&error=access_denied&state=${STATE}`],
    ['C8 code[]', `?code[]=a&state=${STATE}`],
    ['C8 CODE', `?CODE=a&state=${STATE}`],
    ['C10 a broken percent sign', `?code=%E0%A4%A&state=${STATE}`],
    ['C11 NUL', `?code=a%00b&state=${STATE}`],
    ['C11 CR and LF', `?code=a%0D%0Ab&state=${STATE}`],
    ['C12 a semicolon as separator', `?code=a;state=${STATE}`],
    ['C13 a code in the fragment', `?state=${STATE}#code=a`],
    ['C14 codes in query and fragment', `?code=a&state=${STATE}#code=b`],
    ['C15 response', `?code=a&state=${STATE}&response=jwt`],
    ['C15 id_token', `?code=a&state=${STATE}&id_token=t`],
    ['C15 access_token', `?code=a&state=${STATE}&access_token=t`],
    ['C15 token', `?code=a&state=${STATE}&token=t`],
    ['C15 a token in the fragment', `?code=a&state=${STATE}#access_token=t`],
    ['C16 a wrong issuer', `?code=a&state=${STATE}&iss=https://evil.example`],
    ['C16 an issuer that looks alike', `?code=a&state=${STATE}&iss=https://wise.com.evil.example`],
    ['C16 the issuer of the sandbox', `?code=a&state=${STATE}&iss=https://wise-sandbox.com`],
    ['C16 two issuers', `?code=a&state=${STATE}&iss=https://wise.com&iss=https://wise.com`],
    ['C18 an unknown error', `?error=server_error&state=${STATE}`],
    ['C18 an invalid error', `?error=%3Cscript%3E&state=${STATE}`],
    ['C17 two refusals', `?error=access_denied&error=access_denied&state=${STATE}`],
    ['C22 a response that is one character longer than the limit', longResponse(4096)],
    ['C22 a query longer than the limit', `?code=${'a'.repeat(1e6)}&state=${STATE}`],
    ['a code longer than the limit', `?code=${'a'.repeat(513)}&state=${STATE}`],
    ['nothing but a state', `?state=${STATE}`],
  ])('%s', (_, query) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code: expect.stringMatching(/authorization_failed|state_mismatch/) }));
  });

  test.each([
    ['S3 no state', '?code=a'],
    ['S3 an empty state', '?code=a&state='],
    ['S3 another state', `?code=a&state=${'T'.repeat(43)}`],
    ['S3 a shorter state', `?code=a&state=${'S'.repeat(42)}`],
    ['S3 a longer state', `?code=a&state=${'S'.repeat(44)}`],
    ['S3 a state in another case', `?code=a&state=${'s'.repeat(43)}`],
    ['S3 a state in letters that normalise to its own (NFKC)', `?code=a&state=${encodeURIComponent('Ｓ'.repeat(43))}`],
    ['S3 a state with a combining mark (NFC)', `?code=a&state=${STATE}%CC%81`],
    ['S3 a state with a space before it', `?code=a&state=+${STATE}`],
    ['S3 a state with a line after it', `?code=a&state=${STATE}%0A`],
    ['S3 a state with NUL after it', `?code=a&state=${STATE}%00`],
    ['S3 a state in a list', `?code=a&state[]=${STATE}`],
    ['S3 a state under a name in capital letters', `?code=a&STATE=${STATE}`],
    ['S3 a state in the fragment only', `?code=a#state=${STATE}`],
    ['C19 an error without state', '?error=access_denied'],
    ['C23 __proto__ as state', '?code=a&state=__proto__'],
    ['C23 constructor as state', '?code=a&state=constructor'],
    ['C23 toString as state', '?code=a&state=toString'],
    ['a code where the state belongs', '?code=a&state=a'],
  ])('%s as state_mismatch', (_, query) => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code: 'state_mismatch' }));
  });

  test('S11 a state that differs in one character, at any place', () => {
    for (let place = 0; place < STATE.length; place += 1) {
      const other = `${STATE.slice(0, place)}T${STATE.slice(place + 1)}`;
      expect(() => read(`?code=a&state=${other}`), `place ${place}`).toThrow(expect.objectContaining({ code: 'state_mismatch' }));
    }
  });
});
