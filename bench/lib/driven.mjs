import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

// A program that answers each line of JSON with one: those that are measured stay started and take turns.
export class Driven {
  #process;
  #waiting = [];

  constructor(command, args, options = {}) {
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
    this.#process.once('exit', (code) => { for (const { fail } of this.#waiting) fail(new Error(`${command} ${args[0]} ended with ${code}.`)); });
    createInterface(this.#process.stdout).on('line', (line) => {
      this.#waiting.shift()?.done(JSON.parse(line));
    });
  }

  ask(question) {
    this.#process.stdin.write(`${JSON.stringify(question)}\n`);
    return new Promise((done, fail) => this.#waiting.push({ done, fail }));
  }

  stop() { this.#process.stdin.end(); }

  // Stops it and waits until it has ended.
  end() {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.stop();
    return ended;
  }
}
