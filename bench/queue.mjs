// Measures what bench/results/queue.md reports: the job queue beside BullMQ, each with the durability it is run with.
// usage: node bench/queue.mjs [--quick] [--only TEXT]      (only contenders whose name has TEXT; a full run writes bench/results/queue.md)
//   before: dotnet build bench/Queue.Benchmarks -c Release; npm install --ignore-scripts --omit=optional in bench/peers
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { commit } from './lib/disk.mjs';
import { Driven } from './lib/driven.mjs';
import { postgres, redis, redisMemory } from './lib/queue/stores.mjs';
import { format, summarize, table } from './lib/statistics.mjs';
import { circumstances, repository } from './lib/system.mjs';

const { values: { quick, only } } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } } });
const before = circumstances();
const share = quick ? 0.1 : 1;
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

async function measure(queue, bytesNow, isOurs) {
  const rate = async (what, count, concurrency = 1) => {
    const { seconds } = await queue.ask({ do: what, count, concurrency });
    say(`${what} ${concurrency}: ${(count / seconds).toFixed(0)}/s`);
    return count / seconds;
  };
  const n = (count) => Math.round(count * share);
  const results = {};
  // What is compiled and prepared at first use is not the queue's speed.
  await queue.ask({ do: 'bulk', count: n(5000), concurrency: 1 });
  await queue.ask({ do: 'drain' });
  results.single = await rate('single', n(2000));
  results.concurrent = await rate('concurrent', n(20000), 32);
  await queue.ask({ do: 'drain' });
  const empty = bytesNow();
  results.bulk = await rate('bulk', n(100000));
  results.bytes = (bytesNow() - empty) / n(100000);
  results.process32 = await rate('process', n(60000), 32);
  results.process8 = await rate('process', n(35000), 8);
  results.process1 = await rate('process', n(4000), 1);
  await queue.ask({ do: 'drain' });
  results.idle = summarize((await queue.ask({ do: 'idle', count: n(300), concurrency: 1 })).milliseconds);
  if (isOurs) results.empty = summarize((await queue.ask({ do: 'empty', count: n(300), concurrency: 1 })).milliseconds);
  return results;
}

const results = [];
const disk = commit();
say(`fdatasync of 8 KiB: p50 ${disk.median.toFixed(2)} ms`);
const ours = (...args) => new Driven('dotnet', [join(repository, 'artifacts/lean/bin/Queue.Benchmarks/release/Switchyard.Queue.Benchmarks.dll'), ...args]);
const contenders = [
  ['BullMQ, Redis everysec', 'the last second, or more while the disk is slow', async () => { const store = await redis('everysec', 0); return { stores: [store], queue: new Driven('node', [join(repository, 'bench/peers/bullmq.mjs'), String(store.port)]), bytes: () => redisMemory(store.port) }; }],
  ['BullMQ, Redis always', 'nothing acknowledged', async () => { const store = await redis('always', 1); return { stores: [store], queue: new Driven('node', [join(repository, 'bench/peers/bullmq.mjs'), String(store.port)]), bytes: () => redisMemory(store.port) }; }],
  ['ours, PostgreSQL', 'nothing acknowledged', async () => { const store = await postgres(2); return { stores: [store], queue: ours(store.connection), bytes: () => Number(store.ask("select pg_total_relation_size('queue.jobs')")) }; }],
  ['ours, PostgreSQL and Redis', 'nothing acknowledged, nor if Redis loses all', async () => {
    const [store, index] = [await postgres(3), await redis('everysec', 4)];
    return { stores: [store, index], queue: ours(store.connection, `127.0.0.1:${index.port}`), bytes: () => redisMemory(index.port) };
  }],
];
for (const [title, loses, start] of contenders.filter(([title]) => title.includes(only))) {
  say(title);
  const { stores, queue, bytes } = await start();
  results.push({ title, loses, ...(await measure(queue, bytes, title.startsWith('ours'))) });
  queue.stop();
  for (const store of stores) await store.stop();
}

const whole = (value) => value.toFixed(0);
const text = `# The job queue beside BullMQ

${before}. Repeat with \`node bench/queue.mjs${quick ? ' --quick' : ''}\`.

Jobs carry 200 bytes and do nothing; they and their results of 200 bytes are kept. Clients, workers and stores share the machine's two cores; nothing passes HTTP. One commit (\`fdatasync\` of 8 KiB) takes ${format(disk.median, 2)} ms at p50 and ${format(disk.p95, 2)} ms at p95 on this disk.

${table(['', 'loses in a crash', 'add, one after the other /s', 'add, 32 callers /s', 'add in bulks of 1,000 /s', 'process at 1 /s', 'at 8 /s', 'at 32 /s', 'idle, add → completed p50 / p95 ms', 'bytes a waiting job'], results.map((r) => [
  r.title, r.loses, whole(r.single), whole(r.concurrent), whole(r.bulk), whole(r.process1), whole(r.process8), whole(r.process32), `${format(r.idle.median, 2)} / ${format(r.idle.p95, 2)}`, whole(r.bytes)]))}

Bytes are Redis' memory, but those of "ours, PostgreSQL" are the table's and its indexes' on the disk.

Idle, each job comes 20 ms after the one before it. The same ways with nothing on them (a row stored, ${'`ping`'} to Redis where there is one, two rows stored, ${'`select 1`'}), as often and as far apart: ${results.filter((r) => r.empty).map((r) => `${format(r.empty.median, 2)} ms at p50 for "${r.title}"`).join(', ')}.
`;
const file = join(repository, 'bench/results/queue.md');
if (!quick && !only) {
  // The table is the command's, what was found is a person's.
  const [, found = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('<!-- found -->\n') : [];
  writeFileSync(file, `${text}\n<!-- found -->\n${found}`);
}
console.log(text);
