import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A webhook that arrived with the right signature. */
export interface Received {
  id: string;
  type: string;
  customerId: string;
  isAccepted: boolean;
}

/** The bank's endpoint for webhooks. It survives a crash of the service. */
export class WebhookReceiver {
  readonly secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
  readonly received: Received[] = [];
  /** How the webhooks of a customer are answered. Returns false to not answer. */
  answer: (customerId: string) => number | false | Promise<number | false> = () => 204;
  readonly #server = createServer((request, response) => void this.#receive(request, response));

  /** Listens on a free port. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** The settings of the service with which the webhooks arrive here. */
  get settings(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return { WISE_LINK_WEBHOOK_URL: `http://127.0.0.1:${port}/events`, WISE_LINK_WEBHOOK_SECRET: this.secret };
  }

  /** The accepted types of a customer, in the order in which they came. */
  acceptedOf(customerId: string): string[] {
    return this.received.filter((one) => one.isAccepted && one.customerId === customerId).map(({ type }) => type);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: Parameters<RequestListener>[0], response: Parameters<RequestListener>[1]): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { type, data } = new Webhook(this.secret).verify(body, request.headers as Record<string, string>) as { type: string; data: { customerId: string } };
    const one = { id: String(request.headers['webhook-id']), type, customerId: data.customerId, isAccepted: false };
    this.received.push(one);
    const status = await this.answer(data.customerId);
    if (status === false) return;
    one.isAccepted = status < 300;
    response.writeHead(status).end();
  }
}
