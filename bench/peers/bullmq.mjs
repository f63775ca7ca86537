// A queue of BullMQ's, measured by bench/queue.mjs: answers each line of JSON (do, count, concurrency) with one (seconds, milliseconds). usage: node bullmq.mjs REDIS_PORT
import { Queue, QueueEvents, Worker } from 'bullmq';
import { createInterface } from 'node:readline';

const connection = { host: '127.0.0.1', port: Number(process.argv[2]), maxRetriesPerRequest: null };
const queue = new Queue('bench', { connection });
const events = new QueueEvents('bench', { connection });
await events.waitUntilReady();
const payload = { text: 'x'.repeat(200) };
const BULK = 1000;

// As ours keeps them: the jobs and their results stay.
const adds = {
  async single(count) { for (let i = 0; i < count; i++) await queue.add('nothing', payload); },
  async concurrent(count, concurrency) {
    let next = 0;
    await Promise.all(Array.from({ length: concurrency }, async () => { while (next++ < count) await queue.add('nothing', payload); }));
  },
  async bulk(count) { for (let i = 0; i < count; i += BULK) await queue.addBulk(Array.from({ length: Math.min(BULK, count - i) }, () => ({ name: 'nothing', data: payload }))); },
};

async function work(count, concurrency) {
  let left = count;
  const worker = new Worker('bench', async () => payload, { connection, concurrency });
  await new Promise((done) => worker.on('completed', () => { if (--left === 0) done(); }));
  await worker.close();
}

// What the others took beyond their number, and what they left.
async function drain() {
  const worker = new Worker('bench', async () => payload, { connection, concurrency: 32 });
  for (let left = 1; left > 0;) {
    await new Promise((go) => setTimeout(go, 20));
    const { waiting, active } = await queue.getJobCounts('waiting', 'active');
    left = waiting + active;
  }
  await worker.close();
}

async function idle(count) {
  const times = [];
  const worker = new Worker('bench', async () => payload, { connection, concurrency: 1 });
  await worker.waitUntilReady();
  for (let i = 0; i < count; i++) {
    await new Promise((go) => setTimeout(go, 20));
    const started = performance.now();
    const job = await queue.add('nothing', payload);
    await job.waitUntilFinished(events);
    times.push(performance.now() - started);
  }
  await worker.close();
  return times;
}

createInterface(process.stdin).on('line', async (line) => {
  const { do: what, count, concurrency } = JSON.parse(line);
  const started = performance.now();
  const milliseconds = what === 'process' ? (await work(count, concurrency), []) : what === 'drain' ? (await drain(), []) : what === 'idle' ? await idle(count) : (await adds[what](count, concurrency), []);
  console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, milliseconds }));
}).on('close', async () => {
  await events.close();
  await queue.close();
});
