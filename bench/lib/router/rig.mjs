import { summarize } from '../statistics.mjs';
import { allocationProfile, processorProfile } from './profile.mjs';

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
      for (let round = 0; round < (this.#quick ? 3 : 10); round++) {
        const { rate } = await this.#run(contender, { connections: 16, seconds: this.#quick ? 1.5 : 2.5 });
        const isSteady = round >= (this.#quick ? 2 : 5) && rate < last * 1.05;
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

  // The highest rate at which the 99th percentile stays under the limit and nothing fails, to a twentieth. One search moves by a third between runs, so that those
  // to be compared take turns, and each counts with the median of its searches.
  async throughput(contenders, compared) {
    const searches = contenders.map(() => []);
    for (let round = 0; round < (this.#quick ? 1 : 3); round++) {
      for (const [i, contender] of contenders.entries()) if (round === 0 || compared.includes(contender.title)) searches[i].push(await this.#search(contender));
    }
    return contenders.map(({ title }, i) => {
      const found = searches[i].sort((a, b) => (a.sustained ?? 0) - (b.sustained ?? 0));
      say(`${title}: ${found.map(({ sustained }) => (sustained ?? 0).toFixed(0)).join(' ')}`);
      return { title, ...found[(found.length - 1) >> 1], all: found.map(({ sustained }) => sustained), closed: summarize(found.map(({ closed }) => closed)).median };
    });
  }

  async #search(contender) {
    const holds = ({ latency, errors }) => errors === 0 && latency.p99 < LIMIT_MS * 1000;
    const attempt = (rate) => this.#run(contender, { rate, seconds: this.#quick ? 1 : 2.5, connections: 128, mayFail: true });
    const { rate: closed } = await this.#run(contender, { connections: 32, seconds: this.#quick ? 1 : 2 });
    let best, [low, high] = [0, closed * 1.2];
    for (let step = 0, rate = closed * 0.8; step < (this.#quick ? 3 : 6) && (high - low) / high > 0.05; step++, rate = (low + high) / 2) {
      // What fails once may have been disturbed.
      let result = await attempt(rate);
      if (!holds(result)) result = await attempt(rate);
      if (holds(result)) [best, low] = [{ ...result, sustained: rate }, rate]; else high = rate;
    }
    return { ...best, closed };
  }

  // Where processor time and bytes go while 32 callers wait for their answers. Both watchers slow what they watch, so that these runs are for shares alone.
  async profile(contenders) {
    const results = [];
    for (const contender of contenders) {
      const load = (seconds) => this.#run(contender, { connections: 32, seconds });
      await load(this.#quick ? 5 : 25);
      const [{ cpu }, processor] = await Promise.all([load(10), processorProfile(contender.server.pid, 8)]);
      const [{ allocated }, allocations] = await Promise.all([load(8), allocationProfile(contender.server.pid, 6)]);
      say(`${contender.title}: ${processor.samples} samples`);
      results.push({ title: contender.title, cpu, allocated, processor, allocations });
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

  // Many streams that say nothing beside some that do, at the upstream itself and through the Router.
  async idle(contenders) {
    const results = [];
    for (const contender of contenders) results.push(await this.#idle(contender));
    return results;
  }

  async #idle({ title, server, bodyOf }) {
    const contender = { title, server, path: '/v1/chat/completions' };
    const active = () => this.#run({ ...contender, body: bodyOf('tokens-60+rate-20') }, { connections: 200, seconds: this.#quick ? 1 : 4, graceSeconds: 10 });
    await active();
    const alone = await active();
    const before = server.memory().now;
    const count = this.#quick ? 500 : 2000;
    const held = await this.#load.ask({ do: 'hold', port: server.port, path: contender.path, body: bodyOf('stall-1-10min'), connections: count });
    const after = server.memory().now;
    const beside = await active();
    await this.#load.ask({ do: 'release' });
    const slow = await this.#stalled(server, bodyOf('tokens-50000'));
    return { title, count, opened: held.firstEvent.count, errors: held.errors, bytesEach: ((after - before) * 1024 * 1024) / count, slow, alone, beside };
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
