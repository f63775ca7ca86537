import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';

export const repository = resolve(import.meta.dirname, '../..');

// The whole system, started by run.sh on a data folder and ports of its own.
export class System {
  #process;
  #portOffset;

  // `checkout` is the folder whose run.sh is started; `home` keeps the data, or a fresh folder that `dispose` removes.
  constructor({ checkout = repository, portOffset = 20000, environment = {} } = {}) {
    this.checkout = checkout;
    this.environment = environment;
    this.#portOffset = portOffset;
    this.home = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  }

  url(port) { return `http://localhost:${port + this.#portOffset}`; }
  get router() { return this.url(7170); }
  get node() { return this.url(7370); }

  // Starts run.sh and waits for its ready line. Returns the seconds that took.
  async start(timeoutSeconds = 1200) {
    const started = performance.now();
    this.#process = spawn(join(this.checkout, 'run.sh'), {
      cwd: this.checkout, stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment, SWITCHYARD_HOME: this.home, SWITCHYARD_PORT_OFFSET: String(this.#portOffset) },
    });
    process.once('exit', this.#kill);
    let output = '';
    await new Promise((ready, failed) => {
      const timer = setTimeout(() => failed(new Error(`Not ready after ${timeoutSeconds} s:\n${output}`)), timeoutSeconds * 1000);
      const read = (bytes) => {
        output += bytes;
        if (output.includes('Switchyard is ready')) { clearTimeout(timer); ready(); }
      };
      this.#process.stdout.on('data', read);
      this.#process.stderr.on('data', read);
      this.#process.once('exit', (code) => { clearTimeout(timer); failed(new Error(`run.sh ended with ${code}:\n${output}`)); });
    });
    return (performance.now() - started) / 1000;
  }

  async stop() {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill('SIGTERM');
    await ended;
    process.off('exit', this.#kill);
  }

  // A measurement that fails leaves nothing running.
  #kill = () => this.#process?.kill('SIGTERM');

  dispose() { rmSync(this.home, { recursive: true, force: true }); }

  // Resident and proportional memory in MiB of every process the system runs, children included.
  memory() {
    const state = JSON.parse(readFileSync(join(this.home, 'run', 'apphost.json')));
    const roots = [['apphost', this.#process.pid], ...state.resources.filter((r) => r.process).map((r) => [r.name, r.process.pid])];
    const named = new Set(roots.map(([, pid]) => pid));
    return roots.map(([name, pid]) => {
      const tree = descendants(pid).filter((child) => child === pid || !named.has(child));
      return { name, rss: sum(tree, 'Rss'), pss: sum(tree, 'Pss') };
    });
  }
}

// The process itself and everything it started.
export function descendants(pid) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => {
    try { return [Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1])]; } catch { return [0, 0]; }
  });
  const tree = [pid];
  for (const parent of tree) tree.push(...parents.filter(([, of]) => of === parent).map(([child]) => child));
  return tree;
}

const sum = (pids, field) => pids.reduce((total, pid) => {
  const line = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').split('\n').find((text) => text.startsWith(`${field}:`));
  return total + Number(line.match(/\d+/)[0]) / 1024;
}, 0);

// What a result must carry to be compared: commit, processor, load, date.
export function circumstances() {
  const commit = execFileSync('git', ['-C', repository, 'rev-parse', '--short', 'HEAD']).toString().trim();
  return `commit ${commit}, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, load average ${loadavg().map((x) => x.toFixed(2)).join(' ')}, Node ${process.version}`;
}
