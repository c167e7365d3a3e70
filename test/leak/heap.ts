import { setTimeout as after } from 'node:timers/promises';
import type { CDPSession } from 'playwright';

/** What can be reached in a page's memory, in bytes, by the kind and the name of it: `object WiseLink`, `string`. */
export type Heap = ReadonlyMap<string, number>;

/** Bytes, of which there are so many in two readings, are no news. */
const STILL = 1024;

/** Between two readings the browser gets to what it does in tasks of its own, in milliseconds. */
const PAUSE = 2000;

/** Garbage whose end makes new garbage needs more than one collection. */
const MOST_READINGS = 10;

/**
 * What grows with the machine and not with what is mounted: compiled code, with how often a function runs until it is
 * optimized; and the browser's log of what was loaded and of what was slow, which has a bound of its own.
 */
const NOT_OURS = /^code |^native (blink::)?(Performance|Network|ScriptTiming|TaskAttribution)/;

/** The fields that are read of a heap snapshot, https://chromedevtools.github.io/devtools-protocol/tot/HeapProfiler/. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
  strings: string[];
}

/** Reads the heap until nothing more is collected. What nothing reaches is in no snapshot, collected or not. */
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

/** How many bytes there are. */
export function sizeOf(heap: Heap): number {
  return [...heap.values()].reduce((sum, size) => sum + size, 0);
}

/** What there is more of, the most first. */
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
