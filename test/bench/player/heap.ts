import type { CDPSession } from '@playwright/test';
import { z } from 'zod';

/** What a page holds, by what it is. */
interface Heap {
  /** Objects, closures, arrays, texts: all that the page's own code made, and libraries for it. */
  readonly madeMb: number;
  /** The document's elements, their styles, layout and listeners. */
  readonly elementsMb: number;
  /** What the engine compiled, which it does better for as long as it learns: no call is held by it. */
  readonly codeMb: number;
}

const snapshotSchema = z.object({
  snapshot: z.object({ meta: z.object({ node_fields: z.array(z.string()), node_types: z.tuple([z.array(z.string())], z.unknown()) }) }),
  nodes: z.array(z.number()),
  strings: z.array(z.string()),
});

/**
 * What the browser keeps of any page for whoever asks: answers and warnings for a debugger, which is there while this runs, and
 * the last one or two hundred of each kind of timing.
 */
const records = /^(?:blink::(?:NetworkResourcesData|ConsoleMessage|SourceLocation|ScriptTimingInfo)|Performance\w+Timing|TaskAttributionTiming|LayoutShift|DOMRectReadOnly|\w+ContentfulPaint)/;

/** What is left once garbage is collected, from a snapshot of the heap, for which `HeapProfiler` has to be on. */
export async function heapOf(cdp: CDPSession): Promise<Heap> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { readonly chunk: string }): void => void chunks.push(chunk);
  await cdp.send('HeapProfiler.collectGarbage');
  cdp.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', keep);
  const { snapshot, nodes, strings } = snapshotSchema.parse(JSON.parse(chunks.join('')));
  const { node_fields: fields, node_types: [types] } = snapshot.meta;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
  if (type === undefined || name === undefined || size === undefined || Math.min(type, name, size) < 0) throw new Error(`A node of the snapshot has only ${fields.join(', ')}.`);
  const bytes = { made: 0, elements: 0, code: 0, records: 0 };
  for (let at = 0; at < nodes.length; at += fields.length) {
    bytes[kindOf(types[nodes[at + type] ?? -1] ?? '', strings[nodes[at + name] ?? -1] ?? '')] += nodes[at + size] ?? 0;
  }
  return { madeMb: bytes.made / 2 ** 20, elementsMb: bytes.elements / 2 ** 20, codeMb: bytes.code / 2 ** 20 };
}

function kindOf(type: string, name: string): 'made' | 'elements' | 'code' | 'records' {
  if (type === 'code' || type === 'synthetic') return 'code';
  if (type !== 'native') return 'made';
  // The engine's own lists of what hangs on compiled code.
  if (name.startsWith('system / ')) return 'code';
  return records.test(name) ? 'records' : 'elements';
}
