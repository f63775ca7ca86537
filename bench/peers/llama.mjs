// llama.cpp through node-llama-cpp on the pocket weights, driven by bench/serving.mjs: a line of JSON {prompts, tokens} in, one with
// tokens per second and each stream's time to its first token out. Needs artifacts/pocket.gguf (pocket-to-gguf.mjs).
// usage: node bench/peers/llama.mjs THREADS
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { getLlama } from 'node-llama-cpp';

const threads = Number(process.argv[2]);
const model = await (await getLlama({ gpu: false, build: 'never', maxThreads: threads, logLevel: 'error' }))
  .loadModel({ modelPath: join(resolve(import.meta.dirname, '../..'), 'artifacts/pocket.gguf') });

async function generate(sequence, prompt, tokens) {
  const started = performance.now();
  let first, count = 0;
  // The end of text counts as a token like any other, so that everyone generates the same number.
  for await (const _ of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
    first ??= performance.now() - started;
    if (++count === tokens) break;
  }
  return { first, count };
}

for await (const line of createInterface(process.stdin)) {
  const { prompts, tokens } = JSON.parse(line);
  const context = await model.createContext({ contextSize: 1024, sequences: prompts.length, threads });
  const sequences = prompts.map(() => context.getSequence());
  const started = performance.now();
  const answers = await Promise.all(prompts.map((prompt, i) => generate(sequences[i], prompt, tokens)));
  const seconds = (performance.now() - started) / 1000;
  await context.dispose();
  console.log(JSON.stringify({ tokensPerSecond: answers.reduce((sum, answer) => sum + answer.count, 0) / seconds, firstToken: answers.map((answer) => answer.first) }));
}
process.exit(0);
