// Reads and compares heap snapshots.
import { setTimeout as after } from 'node:timers/promises';
import type { CDPSession } from 'playwright';

/** The reachable memory of a page, in bytes, by kind and name: `object WiseLink`, `string`. */
export type Heap = ReadonlyMap<string, number>;

/** Differences below this, in bytes, are not reported. */
const STILL = 1024;

/** The pause between two readings for the browser's own tasks, in milliseconds. */
const PAUSE = 2000;

/** Finalizers can make new garbage, which needs another collection. */
const MOST_READINGS = 10;

/**
 * Memory that does not depend on what is mounted: compiled code and its optimization counters, and the browser's
 * performance log, which has its own limit.
 */
const NOT_OURS = /^code |^native (blink::)?(Performance|Network|ScriptTiming|TaskAttribution)/;

/** The fields of a heap snapshot that are read, https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
  strings: string[];
}

/** Reads the heap until nothing more is collected. Unreachable objects are in no snapshot. */
export async function readHeap(cdp: CDPSession): Promise<Heap> {
  let heap = await snapshot(cdp);
  for (let count = 1; count < MOST_READINGS; count += 1) {
    await after(PAUSE);
    const next = await snapshot(cdp);
    const isStill = Math.abs(sizeOf(heap) - sizeOf(next)) < STILL;
    heap = next;
    if (isStill) break;
  }
  return heap;
}

/** The total in bytes. */
export function sizeOf(heap: Heap): number {
  return [...heap.values()].reduce((sum, size) => sum + size, 0);
}

/** What has grown, largest first. */
export function growth(before: Heap, now: Heap): [name: string, bytes: number][] {
  return [...now]
    .map(([name, size]): [string, number] => [name, size - (before.get(name) ?? 0)])
    .filter(([, more]) => more > 0)
    .sort(([, one], [, other]) => other - one);
}

async function snapshot(cdp: CDPSession): Promise<Heap> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }): unknown => chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', {});
  cdp.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return weigh(JSON.parse(chunks.join('')) as Snapshot);
}

function weigh({ snapshot: { meta }, nodes, strings }: Snapshot): Heap {
  const heap = new Map<string, number>();
  const [type = 0, name = 0, size = 0] = ['type', 'name', 'self_size'].map((field) => meta.node_fields.indexOf(field));
  for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
    const kind = meta.node_types[0][nodes[at + type] ?? 0] ?? '';
    const key = /string/.test(kind) ? kind : `${kind} ${strings[nodes[at + name] ?? 0]}`;
    if (NOT_OURS.test(key)) continue;
    heap.set(key, (heap.get(key) ?? 0) + (nodes[at + size] ?? 0));
  }
  return heap;
}
