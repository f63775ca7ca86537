// Measures what bench/results/agents.md reports: graphs of agents beside LangGraph.js, in memory and with each durability that they are run with; hooks and events.
// usage: node bench/agents.mjs [--quick] [--only TEXT]      (only contenders whose name has TEXT; a full run writes bench/results/agents.md)
//   before: dotnet build bench/Agents.Benchmarks -c Release; in bench/peers: npm install --ignore-scripts --omit=optional && npm run build-sqlite
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commit } from './lib/disk.mjs';
import { Driven } from './lib/driven.mjs';
import { postgres, redis } from './lib/queue/stores.mjs';
import { format, summarize, table } from './lib/statistics.mjs';
import { circumstances, repository } from './lib/system.mjs';

const { values: { quick, only } } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } });
const before = circumstances();
const share = quick ? 0.1 : 1;
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const STATE = 100 * 1024;
const STORED_RUNS = 20;

const benchmarks = join(repository, 'artifacts/lean/bin/Agents.Benchmarks/release/Switchyard.Agents.Benchmarks.dll');
const ours = (...args) => new Driven('dotnet', [benchmarks, ...args]);
const peer = (...args) => new Driven('node', [join(repository, 'bench/peers/langgraph.mjs'), ...args]);
const sizeOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).reduce((sum, file) => sum + statSync(join(file.parentPath ?? file.path, file.name)).size, 0);

// A store is opened anew for each measurement of bytes, and measured when its program has ended.
function inFolder(start) {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-agents-'));
    return { driven: start(folder), bytes: () => sizeOf(folder), async stop() { rmSync(folder, { recursive: true }); } };
  };
}

const inMemory = (start) => async () => ({ driven: start(), async stop() {} });

async function inPostgres() {
  const store = await postgres(6);
  return { driven: ours('postgres', store.connection), bytes: () => Number(store.ask("select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'agent_runs' and c.relkind = 'r'")), stop: () => store.stop() };
}

const contenders = [
  ['LangGraph.js, no checkpointer', 'everything', inMemory(() => peer('none'))],
  ['LangGraph.js, MemorySaver', 'everything', inMemory(() => peer('memory'))],
  ['LangGraph.js, SqliteSaver, sync', 'killed: the node under way is done again with its effects; power cut: also the last steps', inFolder((folder) => peer('sqlite', join(folder, 'runs.db')))],
  ['LangGraph.js, SqliteSaver, sync, synchronous = FULL', 'the node under way is done again with its effects', inFolder((folder) => peer('sqlite-full', join(folder, 'runs.db')))],
  ['ours, memory', 'everything', inMemory(() => ours('memory'))],
  ['ours, files', 'nothing that was answered; a recorded effect is not done again', inFolder((folder) => ours('file', folder))],
  ['ours, PostgreSQL', 'nothing that was answered; a recorded effect is not done again', inPostgres],
];

async function stored(start, what) {
  const store = await start();
  if (!store.bytes) { store.driven.stop(); await store.stop(); return undefined; }
  await store.driven.ask({ do: what, runs: 1, steps: 2, concurrency: 1, stateBytes: 2 });
  const empty = store.bytes();
  await store.driven.ask({ do: what, runs: STORED_RUNS, steps: 20, concurrency: 1, stateBytes: STATE });
  await store.driven.end();
  const bytes = (store.bytes() - empty) / STORED_RUNS;
  await store.stop();
  return bytes;
}

async function measure(start) {
  const store = await start();
  const ask = async (runs, steps, concurrency) => {
    const answer = await store.driven.ask({ do: 'steps', runs, steps, concurrency });
    say(`${runs} runs of ${steps} steps, ${concurrency} at once: ${(answer.seconds * 1e6 / runs / steps).toFixed(1)} µs a step, ${(runs * steps / answer.seconds).toFixed(0)} steps/s`);
    return answer;
  };
  const n = (count) => Math.max(1, Math.round(count * share));
  // What is compiled and prepared at first use is not a step's time.
  await ask(n(200), 10, 8);
  const parallel = await ask(1000, 10, 1000);
  const alone = [];
  for (let time = 0; time < 7; time++) alone.push((await ask(n(20), 100, 1)).seconds * 1e6 / n(20) / 100);
  const flight = [];
  for (let time = 0; time < 5; time++) flight.push(n(320) * 20 / (await ask(n(320), 20, 32)).seconds);
  await store.driven.end();
  await store.stop();
  return { parallel, alone: summarize(alone), flight: summarize(flight), grown: await stored(start, 'grow'), kept: await stored(start, 'keep') };
}

const results = [];
const disk = commit();
say(`fdatasync of 8 KiB: p50 ${disk.median.toFixed(2)} ms`);
for (const [title, loses, start] of contenders.filter(([title]) => title.includes(only))) {
  say(title);
  results.push({ title, loses, ...(await measure(start)) });
}

// Each is a process of its own, measured several times.
function small(what, ...args) {
  const numbers = Array.from({ length: quick ? 1 : 5 }, () => JSON.parse(execFileSync('dotnet', [benchmarks, what, ...args]).toString()));
  const median = Object.fromEntries(Object.keys(numbers[0]).map((key) => [key, summarize(numbers.map((one) => one[key])).median]));
  say(`${what}: ${JSON.stringify(median)}`);
  return median;
}

const hooks = small('hooks');
const bus = small('bus');
const store = await redis('everysec', 7);
const bridge = small('redis', `127.0.0.1:${store.port}`);
await store.stop();

const times = (bytes) => (bytes === undefined ? '-' : `${format(bytes / STATE, 2)} ×`);
const text = `# Graphs of agents beside LangGraph.js

${before}. LangGraph.js 1.4.16 with its SQLite checkpointer. Repeat with \`node bench/agents.mjs${quick ? ' --quick' : ''}\`.

A run is a chain of nodes each of which adds one to a number: what is measured is what the graph and its store cost. Clients and stores share the machine's two cores. One commit (\`fdatasync\` of 8 KiB) takes ${format(disk.median, 2)} ms at p50 and ${format(disk.p95, 2)} ms at p95 on this disk.

${table(['', 'loses in a crash', 'one run after another, µs a step (best of 7)', '32 runs in flight, steps/s (best of 5)', '1,000 runs × 10 steps at once, s', 'peak memory then, MB', 'stored, state grown to 100 KB in 20 steps', 'stored, 20 steps on a state of 100 KB'], results.map((r) => [
  r.title, r.loses, `${format(r.alone.median)} (${format(r.alone.min)})`, `${r.flight.median.toFixed(0)} (${r.flight.max.toFixed(0)})`, format(r.parallel.seconds, 2), (r.parallel.peakBytes / 1e6).toFixed(0), times(r.grown), times(r.kept)]))}

Times and rates are medians. Stored is bytes on the disk, PostgreSQL's with its indexes, for one run beside the size of its state at the end.

## Hooks and events

Medians of ${quick ? 1 : 5} processes each. A dispatch of hooks is given in processor time. Each event of the bus is read by eight subscribers of which none may miss one; over Redis it is published on one bus and read on another.

${table(['', 'by the clock', 'processor time', 'allocated'], [
  ['dispatch at a point without hooks', '-', `${format(hooks.withoutHooks)} ns`, '-'],
  ['dispatch to one hook', '-', `${format(hooks.oneHook)} ns`, '-'],
  ['dispatch to twenty hooks', '-', `${format(hooks.twentyHooks)} ns`, `${format(hooks.allocatedBytes)} B`],
  ['event to eight subscribers in the process', `${bus.eventsPerSecond.toFixed(0)} events/s`, `${format(bus.processorMicroseconds, 2)} µs an event`, `${bus.allocatedBytes.toFixed(0)} B an event`],
  ['event over Redis', `${bridge.eventsPerSecond.toFixed(0)} events/s`, `${format(bridge.processorMicroseconds, 2)} µs an event`, `${bridge.allocatedBytes.toFixed(0)} B an event`]])}
`;
const file = join(repository, 'bench/results/agents.md');
if (!quick && !only) {
  // The table is the command's, what was found is a person's.
  const [, found = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('<!-- found -->\n') : [];
  writeFileSync(file, `${text}\n<!-- found -->\n${found}`);
}
console.log(text);
