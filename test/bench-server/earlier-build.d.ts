// What an earlier build has in its folder `demo/partner`, as much of it as the benchmark uses.
declare module 'earlier-build/index.js' {
  export function openPostgres(url: string): Promise<object>;
  export function createPartner(options: object): Promise<object>;
}
declare module 'earlier-build/node-listener.js' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  export function toNodeListener(partner: object): (request: IncomingMessage, response: ServerResponse) => void;
}
