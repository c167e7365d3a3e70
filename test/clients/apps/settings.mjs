// What the driver tells each program, and how a program answers.
import { createServer } from 'node:http';

const { WISE, CLIENT_ID, CLIENT_SECRET, PORT, ADVISED } = process.env;

/** The endpoints of Wise, and the partner's credentials. */
export const wise = { origin: WISE, authorize: `${WISE}/oauth/authorize/`, token: `${WISE}/oauth/token` };
export const clientId = CLIENT_ID;
export const clientSecret = CLIENT_SECRET;
export const port = Number(PORT);
export const redirectUri = `http://localhost:${PORT}/callback`;

/** Whether the program uses the settings that docs/oauth-libraries.md advises, and not the library's defaults. */
export const isAdvised = ADVISED === '1';

/** The text of the page after the exchange: the name of the customer, read with the access token. */
export async function linkedText(accessToken) {
  const response = await fetch(`${WISE}/v2/profiles`, { headers: { authorization: `Bearer ${accessToken}` } });
  const [profile] = await response.json();
  return `linked ${profile.fullName}`;
}

/** A server for libraries that have none: `begin` returns the URL to redirect to, `finish` exchanges the code of a URL. */
export function serve({ begin, finish }) {
  createServer((request, response) => void answered(new URL(request.url, redirectUri), response)).listen(port, '127.0.0.1');
  async function answered(url, response) {
    try {
      if (url.pathname === '/start') response.writeHead(302, { location: String(await begin()) }).end();
      else if (url.pathname === '/callback') response.end(await linkedText(await finish(url)));
      else response.writeHead(404).end();
    } catch (cause) {
      response.writeHead(500).end(`failed ${String(cause)}`);
    }
  }
}
