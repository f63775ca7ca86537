// Measures what bench/results/serving.md reports: tokens per second and time to the first token of the inference node over HTTP, beside the raw
// runs, one request at a time, and llama.cpp. All stay started and take turns, so that they see the same machine.
// usage: node bench/serving.mjs [--rounds 9] [--models pocket,float32,large]      (writes bench/results/serving.md)
//   before: dotnet build Aspire.sln -c Release; dotnet build bench/Inference.Benchmarks -c Release; npm install --ignore-scripts --omit=optional in bench/peers
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { streamText } from './lib/client.mjs';
import { Driven } from './lib/driven.mjs';
import { InferenceNode } from './lib/node.mjs';
import { format, summarize, table } from './lib/statistics.mjs';
import { circumstances, repository } from './lib/system.mjs';
import { NEW_TOKENS, PROMPT_TOKENS, freshPrompt } from './lib/workload.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' }, models: { type: 'string', default: 'pocket,float32,large' } } });
const streamCounts = [1, 4, 16];
const alone = 4;
const artifact = (name) => join(repository, 'artifacts/bench', name);
const run = (command, ...args) => execFileSync(command, args, { cwd: repository, stdio: ['ignore', 'inherit', 'inherit'] });
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

const models = {
  pocket: { title: 'The embedded model (5 layers, hidden size 256, int8)', folder: join(repository, 'models/pocket'), rounds: Number(values.rounds), peers: true, make() {} },
  float32: { title: 'The embedded model with float32 weights', folder: artifact('pocket-float32'), rounds: Number(values.rounds), make() { run('python3', 'eng/models/float32.py', 'models/pocket', this.folder); } },
  large: { title: 'A generated model (12 layers, hidden size 1024, int4, 156 MB)', folder: artifact('large'), rounds: Math.ceil(Number(values.rounds) / 3), make() { run('python3', 'eng/models/generate.py', '--large', this.folder); } },
};

// Over HTTP with the client in this process, on the same cores.
async function serve(node, prompts) {
  const started = performance.now();
  const answers = await Promise.all(prompts.map((prompt) => streamText(node.url, { prompt, max_tokens: NEW_TOKENS, temperature: 0, ignore_eos: true })));
  const seconds = (performance.now() - started) / 1000;
  return { tokensPerSecond: answers.reduce((sum, answer) => sum + answer.tokens, 0) / seconds, firstToken: answers.map((answer) => answer.firstToken) };
}

async function serveOneByOne(node, prompts) {
  const started = performance.now();
  for (const prompt of prompts) await serve(node, [prompt]);
  return { tokensPerSecond: (prompts.length * NEW_TOKENS) / ((performance.now() - started) / 1000), firstToken: [] };
}

async function measure(name) {
  const model = models[name];
  if (!existsSync(model.folder)) model.make();
  if (model.peers && !existsSync(join(repository, 'artifacts/pocket.gguf'))) run('node', 'bench/peers/pocket-to-gguf.mjs');
  const node = await new InferenceNode(model.folder).ready();
  const inProcess = new Driven('dotnet', [join(repository, 'artifacts/lean/bin/Inference.Benchmarks/release/Switchyard.Inference.Benchmarks.dll'), 'lines', model.folder, '0', '16'], { cwd: repository });
  const llamas = model.peers ? [1, 2].map((threads) => new Driven('node', [join(repository, 'bench/peers/llama.mjs'), String(threads)])) : [];
  const contenders = {
    raw: (prompts) => inProcess.ask({ who: 'raw', prompts, tokens: NEW_TOKENS }),
    scheduler: (prompts) => inProcess.ask({ who: 'scheduler', prompts, tokens: NEW_TOKENS }),
    node: (prompts) => serve(node, prompts),
    alone: (prompts) => serveOneByOne(node, prompts.slice(0, alone)),
    ...Object.fromEntries(llamas.map((llama, i) => [`llama${i + 1}`, (prompts) => llama.ask({ prompts, tokens: NEW_TOKENS })])),
  };
  const results = [];
  for (const streams of streamCounts) {
    const samples = Object.fromEntries(Object.keys(contenders).map((who) => [who, []]));
    for (let round = -1; round < model.rounds; round++) {
      for (const [who, go] of Object.entries(contenders)) {
        const prompts = await Promise.all(Array.from({ length: streams }, () => freshPrompt((text) => node.tokenize(text))));
        const sample = await go(prompts);
        // The first round warms up.
        if (round >= 0) samples[who].push(sample);
      }
    }
    say(`${name}, ${streams} streams: ${Object.entries(samples).map(([who, taken]) => `${who} ${format(rate(taken), 0)}`).join(', ')}`);
    results.push({ streams, samples });
  }
  for (const child of [inProcess, ...llamas]) child.stop();
  await node.stop();
  return report(model, results);
}

const rate = (samples) => summarize(samples.map((sample) => sample.tokensPerSecond)).median;
const ratio = (ours, theirs) => summarize(ours.map((sample, i) => sample.tokensPerSecond / theirs[i].tokensPerSecond)).median;
const waits = (samples) => {
  const { median, p95 } = summarize(samples.flatMap((sample) => sample.firstToken));
  return `${format(median)} / ${format(p95)}`;
};

function report(model, results) {
  const rates = results.map(({ streams, samples: { raw, scheduler, node, alone: single, llama1, llama2 } }) => [
    String(streams), format(rate(raw), 0), format(rate(scheduler), 0), format(ratio(scheduler, raw), 2), format(rate(node), 0), format(ratio(node, raw), 2), format(rate(single), 0), format(ratio(node, single), 2),
    ...(llama1 ? [format(rate(llama1), 0), format(rate(llama2), 0)] : [])]);
  const peer = model.peers ? ['llama.cpp, 1 thread', 'llama.cpp, 2 threads'] : [];
  const lines = [`## ${model.title}`, '', `Tokens per second, medians of ${model.rounds} rounds.`, '',
    table(['streams', 'raw runs', 'scheduler', 'scheduler ÷ raw', 'node over HTTP', 'node ÷ raw', 'one at a time', 'gain', ...peer], rates)];
  if (model.peers) {
    lines.push('', 'Milliseconds to the first token, median / 95th percentile over all streams. Scheduler and llama.cpp are timed in their own processes; over HTTP the client adds its request.', '',
      table(['streams', 'scheduler', 'node over HTTP', ...peer], results.map(({ streams, samples }) => [String(streams), waits(samples.scheduler), waits(samples.node), waits(samples.llama1), waits(samples.llama2)])));
  }
  return lines.join('\n');
}

const before = circumstances();
const sections = [];
for (const name of values.models.split(',')) sections.push(await measure(name));
const text = `# Serving: the node over HTTP beside others

${before}. Repeat with \`node bench/serving.mjs --rounds ${values.rounds}\`.

Streams begin together with a prompt of ${PROMPT_TOKENS} tokens that nobody sent before and generate ${NEW_TOKENS} tokens, the likeliest each time. "Raw runs" is the model without a scheduler and without HTTP: prefill, then decode runs over all rows; "scheduler" is the node's engine in the same process. Neither keeps prompts in a prefix cache; the node does, as it is set by default. All three use the node's own choice of threads inside an operator: one here for the embedded model, two for the large one. The client that reads the streams shares the two cores. "One at a time" sends the same requests one after the other to the same node; "gain" is the node's rate over it. llama.cpp runs the same weights (converted by \`bench/peers/pocket-to-gguf.mjs\`) through node-llama-cpp, in process. Everyone takes turns within a round; ratios are medians of the rounds' ratios.

${sections.join('\n\n')}
`;
if (values.models === 'pocket,float32,large') writeFileSync(join(repository, 'bench/results/serving.md'), text);
console.log(text);
