// Measures what bench/results/first-light.md reports, on a system of its own started by run.sh.
// usage: node bench/first-light.mjs [--runs 20] [--cold 1]      (writes bench/results/first-light.md)
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { chat, metric, stream } from './lib/client.mjs';
import { format, summarize, table } from './lib/statistics.mjs';
import { System, circumstances, repository } from './lib/system.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '20' }, cold: { type: 'string', default: '1' } } });
const runs = Number(values.runs);
const settling = 5;
const repeat = async (count, measure) => {
  const samples = [];
  for (let i = 0; i < count; i++) samples.push(await measure(i));
  return samples;
};
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

const story = { messages: [{ role: 'user', content: 'Write a haiku about trains and then tell me what you can do.' }], max_tokens: 400, temperature: 1, seed: 7, ignore_eos: true };
const oneToken = { messages: [{ role: 'user', content: 'Hello' }], max_tokens: 1, temperature: 0 };

// A clone into an empty folder with an empty HOME: what a stranger waits for. Packages come over the network, so few of these say enough.
async function coldStart() {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-cold-'));
  execFileSync('git', ['clone', '--quiet', repository, join(folder, 'clone')]);
  const home = join(folder, 'home');
  // Where packages come from is this machine's affair, so that much of HOME comes along.
  for (const settings of ['.npmrc', '.nuget/NuGet/NuGet.Config']) {
    if (existsSync(join(homedir(), settings))) cpSync(join(homedir(), settings), join(home, settings));
  }
  mkdirSync(home, { recursive: true });
  const system = new System({
    checkout: join(folder, 'clone'),
    environment: { HOME: home, NUGET_PACKAGES: join(home, 'packages'), NUGET_HTTP_CACHE_PATH: join(home, 'http-cache'), npm_config_cache: join(home, 'npm') },
  });
  const seconds = await system.start();
  await system.stop();
  system.dispose();
  rmSync(folder, { recursive: true, force: true });
  return seconds;
}

// Built, but without data: databases are created.
async function firstStart() {
  const system = new System();
  const seconds = await system.start();
  await system.stop();
  system.dispose();
  return seconds;
}

// The caller leaves in the middle of an answer. Milliseconds from there until the node runs nothing.
async function disconnect(system) {
  const leaving = new AbortController();
  const response = await fetch(`${system.router}/v1/chat/completions`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, signal: leaving.signal,
    body: JSON.stringify({ ...story, max_tokens: 400, stream: true }),
  });
  await response.body.getReader().read();
  const left = performance.now();
  leaving.abort();
  while (await metric(system.node, 'switchyard_inference_requests_running') > 0) { /* ask again at once */ }
  return performance.now() - left;
}

async function running() {
  const system = new System();
  await system.start();
  const idle = [];
  const warm = await repeat(runs, async (i) => {
    await system.stop();
    say(`warm start ${i + 1} of ${runs}`);
    const seconds = await system.start();
    await new Promise((done) => setTimeout(done, settling * 1000));
    idle.push(system.memory());
    return seconds;
  });
  say('requests');
  await repeat(20, () => chat(system.router, oneToken));
  const streams = await repeat(runs, () => stream(system.router, story));
  const direct = [], routed = [];
  for (let i = 0; i < 200; i++) {
    direct.push((await chat(system.node, oneToken)).ms);
    routed.push((await chat(system.router, oneToken)).ms);
  }
  const left = await repeat(runs, () => disconnect(system));
  const used = system.memory();
  await system.stop();
  system.dispose();
  return { warm, idle, used, streams, direct, routed, left };
}

const before = circumstances();
say('cold starts');
const cold = await repeat(Number(values.cold), coldStart);
say('first starts');
const first = await repeat(runs, firstStart);
const measured = await running();

const verdict = (value, goal) => value <= goal ? `≤ ${goal}: met` : `≤ ${goal}: **missed by ${format(value - goal, 1)}**`;
const row = (name, unit, samples, goal) => {
  const s = summarize(samples);
  return [name, unit, s.n, format(s.median, 2), format(s.p95, 2), format(s.min, 2), format(s.max, 2), goal ? verdict(s.p95, goal) : ''];
};
const overhead = measured.routed.map((ms, i) => ms - measured.direct[i]);
const rates = measured.streams.map((s) => (s.tokens - 1) / ((s.lastToken - s.firstToken) / 1000));
const total = (list, field) => list.reduce((sum, process) => sum + process[field], 0);
const sumOf = (list) => ({ pss: total(list, 'pss'), rss: total(list, 'rss') });
const memoryRow = (name, idle, used) => {
  const pss = summarize(idle.map((sample) => sample.pss));
  return [name, format(pss.median), format(pss.p95), format(summarize(idle.map((sample) => sample.rss)).median), format(used.pss), format(used.rss)];
};

mkdirSync(join(repository, 'bench/results'), { recursive: true });
writeFileSync(join(repository, 'bench/results/first-light.md'), `# First light

${before}. Repeat with \`node bench/first-light.mjs --runs ${runs} --cold ${values.cold}\`.

${table(['what', 'unit', 'N', 'median', 'p95', 'min', 'max', 'goal (for the p95)'], [
    ...(cold.length ? [row('cold start: fresh clone, empty package caches', 's', cold)] : []),
    row('first start: built, no data yet', 's', first),
    row('warm start', 's', measured.warm, 15),
    row('time to first token through the router', 'ms', measured.streams.map((s) => s.firstToken)),
    row('tokens per second, one stream through the router', '1/s', rates),
    row('one-token answer, node alone', 'ms', measured.direct),
    row('one-token answer, through the router', 'ms', measured.routed),
    row('router overhead (pairs, one after the other)', 'ms', overhead),
    row('caller leaves → slot free', 'ms', measured.left, 200),
  ])}

A cold start is measured once: most of it is packages coming over the network and compiling, and the network's speed is not ours; [the bare machine's log](../../docs/clean-machine.log) has another. The first token, the rate and the disconnect use the embedded model.

## Memory

In MiB, ${settling} seconds after each warm start, before any request ("idle", N = ${runs}), and once at the end of the measurements ("used"). Rss counts pages shared between processes once per process, Pss once in all; the goal is about all processes together, so Pss is the one to read.

${table(['process', 'idle Pss median', 'idle Pss p95', 'idle Rss median', 'used Pss', 'used Rss'], [
    ...measured.used.map((used, i) => memoryRow(used.name, measured.idle.map((sample) => sample[i]), used)),
    memoryRow(`**all** (idle Pss ${verdict(summarize(measured.idle.map((sample) => total(sample, 'pss'))).p95, 700)})`, measured.idle.map(sumOf), sumOf(measured.used)),
  ])}
`);
say('written to bench/results/first-light.md');
