import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBank } from './bank.js';
import { json } from './fake-wise.js';

const bank = useBank();
const spans = new InMemorySpanExporter();
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: measured });

// The SDK starts after the backend, as it may in a bank's process.
beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
});
beforeEach(() => spans.reset());
afterAll(async () => {
  await reader.shutdown();
  for (const api of [context, propagation, trace, metrics]) api.disable();
});

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('traces', () => {
  it('have a span for the request in the caller’s trace, and one for each call to Wise in it', async () => {
    const sarah = await bank.browser('sarah');
    const { attemptId, state } = await sarah.attempt();
    spans.reset();
    const body = JSON.stringify({ attemptId, state, code: 'code-canary', source: 'popup', profileId: '30000000', redirectUri: 'https://bank.example/wise-callback.html' });
    const headers = { 'Idempotency-Key': crypto.randomUUID(), 'traceparent': `00-${TRACE}-00f067aa0ba902b7-01` };
    expect((await sarah.send('POST', '/api/wise/exchange', body, headers)).body).toMatchObject({ status: 'linked' });
    const finished = spans.getFinishedSpans();
    const [request] = finished.filter(({ name }) => name === 'wise-link POST /api/wise/exchange');
    expect(request?.spanContext().traceId).toBe(TRACE);
    expect(request?.attributes).toEqual({ 'http.route': 'POST /api/wise/exchange', 'http.response.status_code': 200 });
    const calls = finished.filter(({ parentSpanContext }) => parentSpanContext?.spanId === request?.spanContext().spanId);
    expect(calls.map(({ name }) => name)).toEqual(['POST /oauth/token', 'GET /v2/profiles']);
    const text = JSON.stringify(finished.map(({ name, attributes, events, status }) => [name, attributes, events, status]));
    for (const secret of [String(state), 'canary', 'Sarah', 'Jenkins', 'sarah']) expect(text).not.toContain(secret);
  });

  it('name no unknown path', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.send('GET', '/api/wise/code-canary?code=code-canary');
    const finished = spans.getFinishedSpans();
    expect(finished.map(({ name }) => name)).toContain('wise-link unknown');
    expect(JSON.stringify(finished.map(({ name, attributes }) => [name, attributes]))).not.toContain('code-canary');
  });
});

describe('metrics', () => {
  it('count requests, calls and steps by their outcome', async () => {
    const sarah = await bank.browser('sarah');
    await sarah.exchange();
    bank.wise.next('token authorization_code', json(503, '{}'));
    await sarah.exchange();
    await reader.forceFlush();
    const found = measured.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: all }) => all));
    expect(new Set(found.map(({ descriptor }) => descriptor.name))).toEqual(new Set(['wise_link.request.duration', 'wise_link.events']));
    const attributes = found.flatMap(({ dataPoints }) => dataPoints.map((point) => point.attributes));
    expect(attributes).toContainEqual({ event: 'request', operation: 'POST /api/wise/exchange', status: 503, problem: 'wise_unavailable' });
    expect(attributes).toContainEqual({ event: 'wise_call', operation: 'token_authorization_code', outcome: 'answered', status: 503 });
    expect(JSON.stringify(attributes)).not.toMatch(/sarah|canary|a_/);
  });
});
