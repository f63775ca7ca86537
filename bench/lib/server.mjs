import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { descendants } from './system.mjs';

// One of our own processes that listens on a port of this machine, with what it uses.
export class Server {
  #process;
  #output = '';

  // `allocated` is a path whose text says how many bytes the process has allocated so far; `pattern` finds the number in it.
  constructor(name, port, command, args, { environment = {}, probe = '/', allocated, pattern = /^(\d+)/ } = {}) {
    Object.assign(this, { name, port, probe, allocatedAt: allocated, pattern });
    this.#process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    const keep = (bytes) => { this.#output = (this.#output + bytes).slice(-4000); };
    this.#process.stdout.on('data', keep);
    this.#process.stderr.on('data', keep);
    process.once('exit', this.#kill);
  }

  get pid() { return this.#process.pid; }

  get url() { return `http://127.0.0.1:${this.port}`; }

  async ready(timeoutSeconds = 60) {
    for (const deadline = Date.now() + timeoutSeconds * 1000; ;) {
      try {
        await fetch(this.url + this.probe);
        return this;
      } catch (error) {
        if (this.#process.exitCode !== null || Date.now() > deadline) throw new Error(`${this.name} did not become ready (${error.cause?.code}):\n${this.#output}`);
      }
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  // Processor time in microseconds of the process and all it started; the kernel counts in hundredths of a second.
  cpu() {
    return descendants(this.#process.pid).reduce((sum, pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) * 10_000;
    }, 0);
  }

  // Resident memory in MiB, now and at its highest.
  memory() {
    const read = (field) => descendants(this.#process.pid).reduce((sum, pid) => sum + Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${field}:\\s+(\\d+)`))[1]) / 1024, 0);
    return { now: read('VmRSS'), peak: read('VmHWM') };
  }

  async allocated() {
    if (!this.allocatedAt) return undefined;
    return Number((await (await fetch(this.url + this.allocatedAt)).text()).match(this.pattern)[1]);
  }

  async stop() {
    if (this.#process.exitCode !== null) return;
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill('SIGTERM');
    await ended;
    process.off('exit', this.#kill);
  }

  // A measurement that fails leaves nothing running.
  #kill = () => this.#process.kill('SIGTERM');
}
