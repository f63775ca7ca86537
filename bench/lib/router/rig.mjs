import { summarize } from '../statistics.mjs';

const say = (text) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
const RATE = 500;
const LIMIT_MS = 20;
const TOKENS = 200;
const STREAMS = 64;

// Puts loads on contenders, one at a time, and reads what they use meanwhile.
export class Rig {
  #load;
  #quick;

  constructor(load, quick) { [this.#load, this.#quick] = [load, quick]; }

  async #run({ title, server, path, headers = {}, body }, more) {
    const [cpu, allocated] = [server.cpu(), await server.allocated()];
    const result = await this.#load.ask({ port: server.port, path, headers, body, ...more });
    const answers = Math.max(1, result.done);
    const used = { cpu: server.cpu() - cpu, allocated: allocated === undefined ? undefined : (await server.allocated()) - allocated };
    if (result.errors > 0 && !more.mayFail) say(`${title}: ${result.errors} of ${result.offered} failed: ${result.firstError}`);
    return { title, ...result, cpu: used.cpu / answers, cpuPerEvent: used.cpu / Math.max(1, result.events), allocated: used.allocated / answers, rate: result.done / result.seconds };
  }

  // The runtime compiles what is called often a second time, in the background and while both cores are busy: until the rate no longer grows.
  async warm(contenders) {
    for (const contender of contenders) {
      let last = 0;
      for (let round = 0; round < (this.#quick ? 3 : 8); round++) {
        const { rate } = await this.#run(contender, { connections: 16, seconds: this.#quick ? 1.5 : 2.5 });
        const isSteady = round > 1 && rate < last * 1.1;
        last = Math.max(rate, last);
        if (isSteady) break;
      }
      say(`${contender.title}: ${last.toFixed(0)}/s from 16 connections that wait for their answers`);
    }
  }

  async latency(contenders) {
    const results = [];
    for (const contender of contenders) results.push(await this.#run(contender, { rate: RATE, seconds: this.#quick ? 3 : 10 }));
    return results;
  }

  // The highest rate at which the 99th percentile stays under the limit and nothing fails, to a twentieth.
  async throughput(contenders) {
    const results = [];
    for (const contender of contenders) {
      const holds = ({ latency, errors }) => errors === 0 && latency.p99 < LIMIT_MS * 1000;
      const attempt = (rate) => this.#run(contender, { rate, seconds: this.#quick ? 1 : 2.5, connections: 128, mayFail: true });
      const { rate: guess } = await this.#run(contender, { connections: 32, seconds: this.#quick ? 1 : 2 });
      let best, [low, high] = [0, guess * 1.2];
      for (let step = 0, rate = guess * 0.8; step < (this.#quick ? 3 : 6) && (high - low) / high > 0.05; step++, rate = (low + high) / 2) {
        const result = await attempt(rate);
        if (holds(result)) [best, low] = [{ ...result, sustained: rate }, rate]; else high = rate;
      }
      say(`${contender.title}: ${(best?.sustained ?? 0).toFixed(0)}/s`);
      results.push({ title: contender.title, closed: guess, ...best });
    }
    return results;
  }

  // Those to be compared take turns, so that they see the same machine.
  async rounds(contenders) {
    const results = contenders.map(({ title }) => ({ title, rounds: [] }));
    for (let round = 0; round < 5; round++) {
      for (const [i, contender] of contenders.entries()) results[i].rounds.push(await this.#run(contender, { rate: RATE, seconds: this.#quick ? 1.5 : 5 }));
    }
    return results.map(({ title, rounds }) => ({
      title, rounds,
      p50: summarize(rounds.map(({ latency }) => latency.p50)).median, p99: summarize(rounds.map(({ latency }) => latency.p99)).median, p999: summarize(rounds.map(({ latency }) => latency.p999)).median,
      cpu: summarize(rounds.map(({ cpu }) => cpu)).median,
    }));
  }

  async streams(contenders) {
    const results = [];
    for (const contender of contenders) {
      const fast = { ...contender, body: contender.bodyOf(`tokens-${TOKENS}`) };
      await this.#run(fast, { connections: STREAMS, seconds: 1, graceSeconds: 10 });
      const unpaced = await this.#run(fast, { connections: STREAMS, seconds: this.#quick ? 1.5 : 4, graceSeconds: 10 });
      const paced = await this.#run({ ...contender, body: contender.bodyOf(`tokens-${TOKENS}+rate-50`) }, { connections: STREAMS, seconds: this.#quick ? 0.5 : 4.5, graceSeconds: 10 });
      say(`${contender.title}: ${(unpaced.events / unpaced.seconds).toFixed(0)} events/s, ${unpaced.cpuPerEvent.toFixed(2)} µs each; paced ${paced.cpuPerEvent.toFixed(2)} µs`);
      results.push({ title: contender.title, unpaced, paced });
    }
    return results;
  }

  once(contender) { return this.#run(contender, { connections: 1, rate: 10, seconds: 1, graceSeconds: 3, mayFail: true }); }

  // Many streams that say nothing beside some that do.
  async idle(server, bodyOf) {
    const active = (title) => this.#run({ title, server, path: '/v1/chat/completions', body: bodyOf('tokens-60+rate-20') }, { connections: 200, seconds: this.#quick ? 1 : 4, graceSeconds: 10 });
    await active('warm');
    const alone = await active('200 active streams');
    const before = server.memory().now;
    const count = this.#quick ? 500 : 2000;
    const held = await this.#load.ask({ do: 'hold', port: server.port, path: '/v1/chat/completions', body: bodyOf('stall-1-10min'), connections: count });
    const after = server.memory().now;
    const beside = await active(`200 active beside ${count} idle streams`);
    await this.#load.ask({ do: 'release' });
    const slow = await this.#stalled(server, bodyOf('tokens-50000'));
    return { count, opened: held.firstEvent.count, errors: held.errors, bytesEach: ((after - before) * 1024 * 1024) / count, slow, alone, beside };
  }

  // Callers that take the beginning of a long answer, which comes as fast as it can, and then nothing.
  async #stalled(server, body) {
    const count = 100;
    const before = server.memory().now;
    await this.#load.ask({ do: 'hold', port: server.port, path: '/v1/chat/completions', body, connections: count });
    await new Promise((go) => setTimeout(go, 3000));
    const after = server.memory().now;
    await this.#load.ask({ do: 'release' });
    return { count, bytesEach: ((after - before) * 1024 * 1024) / count };
  }
}
