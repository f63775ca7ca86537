// Graphs of LangGraph.js, measured by bench/agents.mjs: answers each line of JSON (do, runs, steps, concurrency, stateBytes) with one (seconds, peakBytes).
// usage: node langgraph.mjs none | memory | sqlite FILE | sqlite-full FILE     (sqlite-full: PRAGMA synchronous = FULL instead of what the saver sets)
import { Annotation, END, MemorySaver, START, StateGraph } from '@langchain/langgraph';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';

const [kind, file] = process.argv.slice(2);
const checkpointer = kind === 'none' ? undefined : kind === 'memory' ? new MemorySaver() : SqliteSaver.fromConnString(file);
if (kind === 'sqlite-full') {
  checkpointer.setup();
  checkpointer.db.pragma('synchronous = FULL');
}

const State = Annotation.Root({
  count: Annotation({ reducer: (_, next) => next, default: () => 0 }),
  texts: Annotation({ reducer: (before, added) => before.concat(added), default: () => [] }),
});

// As ours: letters by chance, no two texts alike.
const letters = 'abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.';
function text(seed, length) {
  let state = seed + 1;
  return Array.from({ length }, () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return letters[(state >>> 16) % letters.length]; }).join('');
}

function build(steps, length) {
  const graph = new StateGraph(State);
  for (let step = 0; step < steps; step++) {
    graph.addNode(`n${step}`, async (state) => (length ? { count: state.count + 1, texts: [text(state.count, length)] } : { count: state.count + 1 }));
    graph.addEdge(step === 0 ? START : `n${step - 1}`, `n${step}`);
  }
  return graph.addEdge(`n${steps - 1}`, END).compile({ checkpointer });
}

async function measure({ do: what, runs, steps, concurrency, stateBytes }) {
  const graph = build(steps, what === 'grow' ? Math.floor(stateBytes / steps) : 0);
  const first = { count: 0, texts: what === 'keep' ? [text(0, stateBytes)] : [] };
  const started = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: concurrency }, async () => {
    while (next++ < runs) {
      const { count } = await graph.invoke(first, { configurable: { thread_id: randomUUID() }, recursionLimit: steps + 1, durability: 'sync' });
      if (count !== steps) throw new Error(`A run ended after ${count} of ${steps} steps.`);
    }
  }));
  return (performance.now() - started) / 1000;
}

const peak = () => Number(readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s+(\d+)/)[1]) * 1024;

createInterface(process.stdin).on('line', async (line) => {
  const seconds = await measure(JSON.parse(line));
  console.log(JSON.stringify({ seconds, peakBytes: peak() }));
}).on('close', () => checkpointer?.db?.close());
