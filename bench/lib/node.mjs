import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './system.mjs';

// An inference node alone, on one model folder; `settings` are its Models:… settings.
export class InferenceNode {
  #process;

  constructor(folder, { port = 27370, settings = {} } = {}) {
    this.url = `http://localhost:${port}`;
    const models = Object.entries({ 'Folders:0': folder, ...settings }).flatMap(([name, value]) => [`--Models:${name}`, String(value)]);
    this.#process = spawn('dotnet', [join(repository, 'artifacts/lean/bin/InferenceNode/release/Switchyard.InferenceNode.dll'), '--urls', this.url, ...models],
      { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, Logging__LogLevel__Default: 'Warning' } });
    process.once('exit', this.#kill);
  }

  get pid() { return this.#process.pid; }

  async ready(timeoutSeconds = 60) {
    for (const deadline = Date.now() + timeoutSeconds * 1000; ;) {
      try {
        if ((await fetch(`${this.url}/health`)).ok) return this;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
      if (this.#process.exitCode !== null || Date.now() > deadline) throw new Error('The inference node did not become ready.');
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  async tokenize(text) {
    const response = await fetch(`${this.url}/tokenize`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ prompt: text }) });
    return (await response.json()).tokens;
  }

  async stop() {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill('SIGTERM');
    await ended;
    process.off('exit', this.#kill);
  }

  // A measurement that fails leaves nothing running.
  #kill = () => this.#process.kill('SIGTERM');
}
