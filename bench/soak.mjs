// Soaks an inference node: callers come, finish, leave, are refused, for minutes. Every finished answer is compared with the one a node with one
// slot and no prefix cache gave before, and what the node holds with what it held before.
// usage: node bench/soak.mjs [--minutes 10] [--callers 24] [--seed 20261125] [--model float32|pocket]      (writes bench/results/soak-MODEL.md)
//   before: dotnet build Aspire.sln -c Release
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InferenceNode } from './lib/node.mjs';
import { random } from './lib/random.mjs';
import { format, table } from './lib/statistics.mjs';
import { circumstances, repository } from './lib/system.mjs';
import { abandoned, clock, compare, finished, refused } from './soak/answers.mjs';
import { takeReadings } from './soak/readings.mjs';
import { badRequests, goodRequests } from './soak/requests.mjs';

const { values } = parseArgs({ options: {
  minutes: { type: 'string', default: '10' }, callers: { type: 'string', default: '24' },
  seed: { type: 'string', default: '20261125' }, model: { type: 'string', default: 'float32' },
} });
const MARGIN = 1e-4;
const REQUESTS = 300;
const SETTLING = 20;
const folder = values.model === 'pocket' ? join(repository, 'models/pocket') : join(repository, 'artifacts/bench/pocket-float32');
if (!existsSync(folder)) execFileSync('python3', ['eng/models/float32.py', 'models/pocket', folder], { cwd: repository, stdio: 'inherit' });
const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
const draw = random(Number(values.seed));
const good = goodRequests(draw, REQUESTS);

async function answersAlone() {
  const node = await new InferenceNode(folder, { port: 27371, settings: { Slots: 1, PrefixCacheMegabytes: 0 } }).ready();
  const answers = [];
  for (const request of good) answers.push(await finished(node, request, false));
  await node.stop();
  return answers;
}

const counts = { finished: 0, equal: 0, 'first difference below the margin': 0, 'sampled and different': 0, 'different otherwise': 0, 'cut by the limit of tokens': 0, abandoned: 0, refused: 0, busy: 0 };
const differences = [];

async function finish(node, alone) {
  const i = draw.below(good.length);
  const taken = await finished(node, good[i], draw.chance(0.5));
  if (taken.busy) { counts.busy++; return; }
  counts.finished++;
  if (taken.finish === 'length') counts['cut by the limit of tokens']++;
  const { equal, margin, at } = compare(taken, alone[i]);
  if (equal) { counts.equal++; return; }
  const kind = margin < MARGIN ? 'first difference below the margin' : good[i].temperature > 0 ? 'sampled and different' : 'different otherwise';
  counts[kind]++;
  differences.push({ request: i, kind, at, margin });
}

// One caller: one thing after the other, with a pause now and then, so that the number of streams goes up and down.
async function call(node, alone, until) {
  while (clock() < until) {
    const dice = draw.next();
    if (dice < 0.6) await finish(node, alone);
    else if (dice < 0.75) { await abandoned(node, draw.of(good), { after: 1 + draw.below(20) }); counts.abandoned++; }
    else if (dice < 0.85) { await abandoned(node, draw.of(good), { milliseconds: draw.below(60) }); counts.abandoned++; }
    else { await refused(node, draw.of(badRequests)); counts.refused++; }
    if (draw.chance(0.05)) await pause(draw.below(1500));
  }
}

const soak = (node, alone, seconds) => {
  const until = clock() + seconds;
  return Promise.all(Array.from({ length: Number(values.callers) }, () => call(node, alone, until)));
};

say('The answers one at a time.');
const alone = await answersAlone();
const node = await new InferenceNode(folder, { settings: { PrefixCacheMegabytes: 16, MaxQueueLength: 6 } }).ready();
say('A minute to warm up.');
await soak(node, alone, 60);
await pause(SETTLING * 1000);
const before = await takeReadings(node);
for (const key of Object.keys(counts)) counts[key] = 0;
differences.length = 0;
say(`${values.minutes} minutes.`);
await soak(node, alone, Number(values.minutes) * 60);
await pause(SETTLING * 1000);
const after = await takeReadings(node);
await node.stop();

const text = `# A soak of ${values.minutes} minutes: ${values.model === 'pocket' ? 'the embedded model (int8)' : 'the embedded model with float32 weights'}

${circumstances()}. Repeat with \`node bench/soak.mjs --minutes ${values.minutes} --model ${values.model} --seed ${values.seed}\`.

${values.callers} callers on 16 slots and a queue of 6, a prefix cache of 16 MiB (so that it evicts): three in five calls finish, one in four leaves (after some tokens, or before the first), the others send what must be refused. ${REQUESTS} different requests, greedy and sampled with a seed, free and constrained, half of them streamed; each finished answer is compared with the one of a node with one slot and no prefix cache. A difference is below the margin where the two tokens' log-probabilities were less than ${MARGIN} apart.

${table(['answers', 'number'], Object.entries(counts).map(([name, count]) => [name, String(count)]))}

Equal: ${format(100 * counts.equal / counts.finished, 3)} %.${differences.length > 0 ? ` Differences: ${differences.slice(0, 20).map(({ request, at, margin }) => `request ${request} at token ${at} (${margin === undefined ? 'not among the two likeliest' : margin.toExponential(1)})`).join('; ')}.` : ''}

Idle, ${SETTLING} s after the last call; "before" is after one minute of the same, so that everything was compiled and filled once.

${table(['', 'before', 'after'], Object.keys(before).map((name) => [name, format(before[name], 1), format(after[name], 1)]))}
`;
writeFileSync(join(repository, `bench/results/soak-${values.model}.md`), text);
console.log(text);
