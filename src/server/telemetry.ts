/** Traces and metrics through OpenTelemetry, if it is installed. */
import type * as Api from '@opentelemetry/api';
import type { Log, LogEntry } from './log.js';

const NAME = 'wise-link/server';

/** What a span is about. Values are from closed lists: never a URL with its query, an id or a text from outside. */
export interface SpanSubject {
  name: string;
  kind: 'internal' | 'client';
  attributes: Record<string, string>;
}

type Attributes = Record<string, string | number>;

/**
 * Traces and metrics through `@opentelemetry/api`, if the bank has installed it. Without an SDK the API does nothing. It is the
 * bank's own copy of the API, because spans of another copy reach no SDK.
 */
export class Telemetry {
  readonly #api: typeof Api | null;

  constructor(api: typeof Api | null) {
    this.#api = api;
  }

  /** Loads the API, if it is installed. */
  static async open(): Promise<Telemetry> {
    return new Telemetry(await import('@opentelemetry/api').catch(() => null));
  }

  /** Does work in a span. `headers` may have the caller's `traceparent`, which counts unless a framework has already read it. */
  async span<R extends { status: number }>(subject: SpanSubject, work: () => Promise<R>, headers?: Headers): Promise<R> {
    const api = this.#api;
    if (api === null) return work();
    const { name, kind, attributes } = subject;
    const options = { kind: kind === 'client' ? api.SpanKind.CLIENT : api.SpanKind.INTERNAL, attributes };
    // The tracer is looked up for each span: one from before the SDK was started would stay mute.
    return api.trace.getTracer(NAME).startActiveSpan(name, options, parentOf(api, headers), async (span) => {
      try {
        const response = await work();
        span.setAttribute('http.response.status_code', response.status);
        if (response.status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
        return response;
      } catch (error) {
        // No message: it may quote values.
        span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
        span.setStatus({ code: api.SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  /** A log that also counts. Its entries have only fields of closed lists, so they are safe as attributes. */
  observing(log: Log): Log {
    const api = this.#api;
    if (api === null) return log;
    let provider: Api.MeterProvider | undefined;
    let count: Log = () => {};
    return (entry) => {
      log(entry);
      // Instruments from before the SDK was started would stay mute.
      if (provider !== api.metrics.getMeterProvider()) {
        provider = api.metrics.getMeterProvider();
        const meter = provider.getMeter(NAME);
        count = meter === api.createNoopMeter() ? () => {} : countingWith(meter);
      }
      count(entry);
    };
  }
}

function countingWith(meter: Api.Meter): Log {
  const durations = meter.createHistogram('wise_link.request.duration', { unit: 's', description: 'How long requests took until they were answered' });
  const events = meter.createCounter('wise_link.events', { description: 'Steps of attempts, calls to Wise, refreshes and emails' });
  return (entry) => {
    if (entry.event === 'request') durations.record((entry.durationMs ?? 0) / 1000, attributesOf(entry));
    else events.add(1, attributesOf(entry));
  };
}

function parentOf(api: typeof Api, headers?: Headers): Api.Context {
  const active = api.context.active();
  if (headers === undefined || api.trace.getSpan(active) !== undefined) return active;
  return api.propagation.extract(active, headers, { get: (carrier, name) => carrier.get(name) ?? undefined, keys: (carrier) => [...carrier.keys()] });
}

function attributesOf({ event, operation, outcome, status, problem, errorName, errorCode }: LogEntry): Attributes {
  const all = { event, operation, outcome, status, problem, errorName, errorCode };
  return Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string | number] => pair[1] !== undefined));
}
