import { setTimeout as delay } from 'node:timers/promises';
import { BackendProcess } from '../crash/backend-process.js';
import { WatchedWise } from '../crash/watched-wise.js';
import type { PostgresServer } from '../server/postgres-server.js';
import { oneOf } from './chance.js';
import { wiseUsers } from './customers.js';
import { FaultyProxy } from './faulty-proxy.js';
import { Output } from './output.js';

const ORIGIN = 'https://bank.example';
const KEY = Buffer.alloc(32, 'wise-link').toString('base64');

/** A process of the bank's backend, the proxy through which customers reach it, and what is done to it. */
export interface Slot {
  readonly proxy: FaultyProxy;
  process: BackendProcess | undefined;
}

/** Two processes of a bank's backend on one PostgreSQL, and Wise. Between them are proxies that can slow or cut what passes. */
export class Bank {
  readonly origin = ORIGIN;
  readonly wise = new WatchedWise(ORIGIN, wiseUsers);
  readonly output = new Output();
  readonly #postgres: PostgresServer;
  readonly #script: string;
  readonly #slots: Slot[] = [];
  readonly #toWise: FaultyProxy;
  readonly #toDatabase: FaultyProxy;
  readonly #database: string;

  private constructor(postgres: PostgresServer, script: string, database: string, toWise: FaultyProxy, toDatabase: FaultyProxy) {
    this.#postgres = postgres;
    this.#script = script;
    this.#database = database;
    this.#toWise = toWise;
    this.#toDatabase = toDatabase;
  }

  static async open(postgres: PostgresServer, script: string): Promise<Bank> {
    const database = new URL(await postgres.newDatabase());
    const toDatabase = await FaultyProxy.start('database', Number(database.port));
    database.hostname = '127.0.0.1';
    database.port = String(toDatabase.port);
    const bank = new Bank(postgres, script, database.href, await FaultyProxy.start('Wise'), toDatabase);
    await bank.wise.start();
    bank.#toWise.target = Number(new URL(bank.wise.url).port);
    for (const name of ['backend 1', 'backend 2']) {
      const slot: Slot = { proxy: await FaultyProxy.start(name), process: undefined };
      bank.#slots.push(slot);
      await bank.start(slot);
    }
    return bank;
  }

  get proxies(): FaultyProxy[] {
    return [...this.#slots.map(({ proxy }) => proxy), this.#toWise, this.#toDatabase];
  }

  /** A random process of the backend. */
  anySlot(): Slot {
    const [first, ...rest] = this.#slots;
    if (!first) throw new Error('No backend was started.');
    return oneOf([first, ...rest]);
  }

  /** Starts a process. It is started again until the database is there. */
  async start(slot: Slot): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        slot.process = await BackendProcess.start({
          script: this.#script,
          database: this.#database,
          wiseUrl: `http://127.0.0.1:${this.#toWise.port}`,
          origin: ORIGIN,
          key: KEY,
        });
        slot.proxy.target = Number(new URL(slot.process.url).port);
        return;
      } catch (error) {
        if (tries === 60) throw error;
        await delay(500);
      }
    }
  }

  async kill(slot: Slot): Promise<void> {
    const { process } = slot;
    if (!process) return;
    slot.process = undefined;
    await process.kill();
    this.output.read(process.output);
  }

  async restartDatabase(pauseMs: number): Promise<void> {
    await this.#postgres.crash();
    await delay(pauseMs);
    await this.#postgres.start();
  }

  /** Sends a request as a browser does, to a random process. */
  async fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.anySlot().proxy.port}${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
  }

  /** The answer of a process that is running, which is asked again if it is killed or the database is away. */
  async ask<Result>(work: (process: BackendProcess) => Promise<Result>): Promise<Result> {
    for (let tries = 0; ; tries += 1) {
      try {
        const { process } = this.anySlot();
        if (process) return await work(process);
      } catch (error) {
        if (tries >= 120) throw error;
      }
      await delay(500);
    }
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return this.ask((process) => process.rows(sql));
  }

  /** Ends all faults of the network. */
  repair(): void {
    for (const proxy of this.proxies) proxy.delayMs = 0;
  }

  async close(): Promise<void> {
    for (const { process } of this.#slots) {
      await process?.stop();
      this.output.read(process?.output ?? '');
    }
    for (const proxy of this.proxies) await proxy.stop();
    await this.wise.close();
    await this.#postgres.stop();
  }
}
