// Measures what bench/results/router.md reports: what the Router adds to a request, beside nginx, a bare YARP forwarder and Portkey's gateway.
// usage: node bench/router.mjs [--quick] [--only latency,throughput,rounds,streams,idle,profile]   (a full run writes bench/results/router.md)
//   before: dotnet build Router -c Release; dotnet build cli -c Release; dotnet build bench/Router.Benchmarks -c Release;
//           npm install --ignore-scripts --omit=optional in bench/peers; apt-get install nginx-light linux-perf
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { canProfile, watchable } from './lib/router/profile.mjs';
import { bodies, headersFor } from './lib/router/requests.mjs';
import { Rig } from './lib/router/rig.mjs';
import * as servers from './lib/router/servers.mjs';
import { report } from './lib/router/report.mjs';
import { circumstances, repository } from './lib/system.mjs';

const parts = ['latency', 'throughput', 'rounds', 'streams', 'idle', 'profile'];
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: parts.join(',') } } });
const only = values.only.split(',');
const quick = values.quick;
const before = circumstances();

const fixed = await servers.fixed().ready();
const mock = await servers.mock().ready();
const load = servers.generator();
const started = [fixed, mock];
// Each of them listens for this program's end.
process.setMaxListeners(30);
const start = async (server) => { if (server) started.push(await server.ready()); return server; };
const rig = new Rig(load, quick);
const results = {};

try {
  const upstream = { 'Providers:fixed:BaseUrl': `${fixed.url}/v1`, 'Providers:fixed:Models:0': 'bench', 'Providers:mock:BaseUrl': `${mock.url}/v1` };
  const several = Object.fromEntries(['a', 'b', 'c'].flatMap((id) => [
    [`Providers:${id}:Endpoints:0:BaseUrl`, `${fixed.url}/v1`], [`Providers:${id}:Endpoints:1:BaseUrl`, `${fixed.url.replace('127.0.0.1', 'localhost')}/v1`], [`Providers:${id}:Models:0`, 'bench']]));
  const routes = { 'Aliases:best': 'a/bench', 'Routes:best:Fallbacks:0': 'b/bench', 'Routes:best:Fallbacks:1': 'c/bench', 'Routes:best:Balancing': 'power_of_two' };

  const nginx = await start(servers.nginx(fixed));
  const bare = await start(servers.forwarder(fixed));
  const bareStreams = await start(servers.forwarder(mock, 7));
  const portkey = await start(servers.portkey());
  const one = await start(servers.router('Router', 3, upstream));
  const routed = await start(servers.router('Router, routed', 4, { ...several, ...routes }));
  const chat = (title, server, body, more = {}) => ({ title, server, path: '/v1/chat/completions', body, ...more });
  const whole = [
    chat('direct', fixed, bodies.chat('bench')),
    ...(nginx ? [chat('nginx', nginx, bodies.chat('bench'))] : []),
    chat('bare YARP', bare, bodies.chat('bench')),
    ...(portkey ? [chat('Portkey', portkey, bodies.chat('bench'), { headers: headersFor.portkey(fixed) })] : []),
    chat('Router, one provider', one, bodies.chat('fixed/bench')),
    chat('Router, routing and retries', routed, bodies.chat('best')),
    { title: 'Router, Anthropic → OpenAI', server: one, path: '/v1/messages', body: bodies.messages('fixed/bench') },
  ];
  for (const server of started) server.idle = server.memory().now;

  if (['latency', 'throughput', 'rounds'].some((part) => only.includes(part))) await rig.warm([...whole, chat('mock', mock, bodies.chat('bench'))]);
  if (only.includes('latency')) {
    results.latency = await rig.latency(whole);
    results.mock = await rig.latency([chat('mock, direct', mock, bodies.chat('bench'))]);
  }
  if (only.includes('throughput')) results.throughput = await rig.throughput([...whole, chat('mock, direct', mock, bodies.chat('bench'))], whole.map(({ title }) => title).filter((title) => title.startsWith('Router') || title === 'bare YARP'));
  if (only.includes('rounds')) results.rounds = await rig.rounds(whole.filter(({ title }) => ['direct', 'bare YARP', 'Router, one provider'].includes(title)));
  if (only.includes('streams')) {
    const stream = (model) => bodies.stream(model);
    results.streams = await rig.streams([
      [chat('direct', mock, ''), ''], [chat('bare YARP', bareStreams, ''), ''], [chat('Router', one, ''), 'mock/'],
      [{ title: 'Router, Anthropic → OpenAI', server: one, path: '/v1/messages', isMessages: true }, 'mock/'],
    ].map(([contender, prefix]) => ({ ...contender, bodyOf: (scenario) => (contender.isMessages ? bodies.messagesStream : stream)(`${prefix}bench+${scenario}`) })));
    if (portkey) results.portkeyStreams = await rig.once(chat('Portkey', portkey, bodies.stream('bench+tokens-200'), { headers: headersFor.portkey(mock) }));
  }
  if (only.includes('idle')) {
    // One of its own: the memory that the load before has left free would hide what a stream takes.
    const silent = await start(servers.router('Router, idle streams', 8, upstream));
    const silentBare = await start(servers.forwarder(mock, 9));
    results.idle = await rig.idle([['direct', mock, ''], ['bare YARP', silentBare, ''], ['Router', silent, 'mock/']].map(([title, server, prefix]) => ({ title, server, bodyOf: (scenario) => bodies.stream(`${prefix}bench+${scenario}`) })));
  }
  if (only.includes('profile') && canProfile()) {
    const watched = [chat('bare YARP', await start(servers.forwarder(fixed, 10, watchable)), bodies.chat('bench')), chat('Router, one provider', await start(servers.router('Router, watched', 11, upstream, watchable)), bodies.chat('fixed/bench'))];
    results.profile = await rig.profile(watched);
  }
  results.memory = started.filter((server) => server.idle).map((server) => ({ name: server.name, idle: server.idle, ...server.memory() }));
} finally {
  load.stop();
  for (const server of started) await server.stop();
}

const text = report(results, `${before}. Repeat with \`node bench/router.mjs${quick ? ' --quick' : ''}\`.`);
const file = join(repository, 'bench/results/router.md');
if (!quick && only.length === parts.length) {
  // The table is the command's, what was found is a person's.
  const [, found = ''] = existsSync(file) ? readFileSync(file, 'utf8').split('<!-- found -->\n') : [];
  writeFileSync(file, `${text}\n<!-- found -->\n${found}`);
}
console.log(text);
