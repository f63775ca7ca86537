// llama.cpp through node-llama-cpp on the pocket weights: tokens per second and time to first token at several numbers of streams.
// usage: node bench/peers/llama.mjs --streams 1,4,16 --runs 5      (prints JSON; needs artifacts/pocket.gguf, see pocket-to-gguf.mjs)
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { getLlama } from 'node-llama-cpp';
import { NEW_TOKENS, prompt } from '../lib/workload.mjs';

const { values } = parseArgs({ options: { streams: { type: 'string', default: '1,4,16' }, runs: { type: 'string', default: '5' }, threads: { type: 'string', default: '2' } } });
const model = await (await getLlama({ gpu: false, build: 'never', maxThreads: Number(values.threads), logLevel: 'error' }))
  .loadModel({ modelPath: join(resolve(import.meta.dirname, '../..'), 'artifacts/pocket.gguf') });

async function generate(sequence, tokens) {
  const started = performance.now();
  let first, count = 0;
  // The end of text counts as a token like any other, so that everyone generates the same number.
  for await (const _ of sequence.evaluate(tokens, { temperature: 0, yieldEogToken: true })) {
    first ??= performance.now() - started;
    if (++count === NEW_TOKENS) break;
  }
  return { first, count };
}

async function run(streams, seed) {
  const context = await model.createContext({ contextSize: 1024, sequences: streams, threads: Number(values.threads) });
  const sequences = Array.from({ length: streams }, () => context.getSequence());
  const prompts = sequences.map((_, i) => model.tokenize(prompt(seed * streams + i), true));
  const started = performance.now();
  const answers = await Promise.all(sequences.map((sequence, i) => generate(sequence, prompts[i])));
  const seconds = (performance.now() - started) / 1000;
  await context.dispose();
  return { tokensPerSecond: answers.reduce((sum, answer) => sum + answer.count, 0) / seconds, firstToken: answers.map((answer) => answer.first) };
}

const results = {};
for (const streams of values.streams.split(',').map(Number)) {
  await run(streams, 0);
  results[streams] = [];
  for (let i = 1; i <= Number(values.runs); i++) results[streams].push(await run(streams, i));
}
console.log(JSON.stringify(results));
process.exit(0);
