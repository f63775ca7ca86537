// Where a .NET process spends its processor time (perf, from the kernel's clock) and its allocations (the runtime's own samples).
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from './servers.mjs';

const run = promisify(execFile);

// What a process has to be started with for perf to find the names of its methods.
export const watchable = { DOTNET_PerfMapEnabled: '1', DOTNET_EnableWriteXorExecute: '0' };

// `[Assembly] Namespace.Type+<Method>d__1::MoveNext(...)` and its like, as `Type.Method`.
function nameOf(symbol) {
  const [, assembly, rest] = symbol.match(/\[([^\]]+)\] ([^()]*?)(?:\(|$)/) ?? [];
  if (!assembly || assembly === 'OptimizedTier1') return undefined;
  const [type, method] = rest.split('::');
  const machine = type.match(/^(.*)\+<([^>]+)>d__/);
  const owner = (machine ? machine[1] : type).replace(/`\d+(\[.*\])?/g, '').split('.').at(-1);
  return { assembly, method: `${owner}.${machine ? machine[2] : (method ?? '').replace(/\[.*/, '')}` };
}

const areas = [
  ['Switchyard', /^Switchyard/], ['OpenTelemetry', /^OpenTelemetry|^System\.Diagnostics\.DiagnosticSource/], ['YARP', /^Yarp/], ['JSON', /^System\.Text\.Json|^System\.Text\.Encodings/],
  ['HttpClient', /^System\.Net\.(Http|Primitives|Security|NameResolution)/], ['sockets', /^System\.Net\.Sockets/], ['ASP.NET Core', /^Microsoft\.|^System\.IO\.Pipelines/],
];
const areaOfAssembly = (assembly) => areas.find(([, pattern]) => pattern.test(assembly))?.[0];
// The core library belongs to whoever calls it; threads and tasks call it themselves.
const NOBODY = 'threads, sockets\' loop, collector, compiler';

// Says why not, where perf is missing.
export function canProfile() {
  try {
    execFileSync('perf', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.error('The profile is left out: perf is not installed (Debian: apt-get install linux-perf).');
    return false;
  }
}

export async function processorProfile(pid, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-perf-'));
  const file = join(folder, 'perf.data');
  try {
    await run('perf', ['record', '-F', '999', '-e', 'cpu-clock', '-g', '-p', String(pid), '-o', file, '--', 'sleep', String(seconds)]);
    const { stdout } = await run('perf', ['script', '-i', file, '-F', 'ip,sym,dso'], { maxBuffer: 1 << 29 });
    return summarizeStacks(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function allocationProfile(pid, seconds) {
  const { stdout } = await run('dotnet', [program('Router.Benchmarks'), 'allocations', String(pid), String(seconds)], { maxBuffer: 1 << 26 });
  const { bytes, types, assemblies, methods } = JSON.parse(stdout);
  const shares = new Map();
  for (const { name, part } of assemblies) shares.set(areaOfAssembly(name) ?? NOBODY, (shares.get(areaOfAssembly(name) ?? NOBODY) ?? 0) + part);
  return { bytes, types: types.map(asShare), methods: methods.map(asShare), areas: [...shares].map(([name, share]) => ({ name, share })).sort((x, y) => y.share - x.share) };
}

const asShare = ({ name, part }) => ({ name: shortened(name), share: part });

// Without namespaces and parameters.
const shortened = (name) => name.replace(/\(.*/, '').replace(/(?:\w+\.)+(?=\w+[+.`])/g, '').replace(/\+<([^>]+)>d__\d+(`\d+\[.*?\])?\.MoveNext/, '.$1');

// Of each sample: what ran (kernel, compiled method, the runtime), whose it was (the nearest assembly that is not the core library) and which of our methods had led there.
function summarizeStacks(text) {
  const samples = text.split(/\n\n+/).map((sample) => sample.split('\n').filter((line) => /^\s+[0-9a-f]/.test(line)).map((line) => {
    const [, symbol, library] = line.match(/^\s+[0-9a-f]+ (.*) \((.*)\)$/) ?? [, '', ''];
    return { isKernel: library.startsWith('[kernel'), managed: nameOf(symbol) };
  })).filter((frames) => frames.length > 0);
  const count = (groups) => {
    const counts = new Map();
    for (const names of groups) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].map(([name, n]) => ({ name, share: n / samples.length })).sort((x, y) => y.share - x.share);
  };
  const areaOf = (frames) => frames.map(({ managed }) => managed && areaOfAssembly(managed.assembly)).find(Boolean) ?? NOBODY;
  return {
    samples: samples.length,
    kinds: count(samples.map(([leaf]) => [leaf.isKernel ? 'kernel' : leaf.managed ? 'compiled methods' : 'the runtime and its libraries'])),
    areas: count(samples.map((frames) => (frames[0].isKernel ? [] : [areaOf(frames)]))),
    methods: count(samples.map((frames) => frames.filter(({ managed }) => managed?.assembly.startsWith('Switchyard')).map(({ managed }) => managed.method))),
  };
}
