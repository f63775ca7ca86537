import { format, table } from '../statistics.mjs';

const us = (value) => (value === undefined || Number.isNaN(value) ? '–' : format(value, Math.abs(value) < 10 ? 1 : 0));
const kib = (value) => (value === undefined || Number.isNaN(value) ? '–' : format(value / 1024, 1));
const signed = (value) => (value < 0 ? us(value) : `+${us(value)}`);
const added = (result, direct, quantile) => (result === direct ? us(result.latency[quantile]) : signed(result.latency[quantile] - direct.latency[quantile]));

const sections = {
  latency(results) {
    const direct = results[0];
    return ['## Added latency at 500 requests a second', '', 'Microseconds; the first row in full, the others over it. Processor time and allocations are the whole process\' per request.', '',
      table(['', 'p50', 'p90', 'p99', 'p99.9', 'max', 'processor µs', 'allocated KiB', 'offered', 'done'], results.map((r) => [
        r.title, added(r, direct, 'p50'), added(r, direct, 'p90'), added(r, direct, 'p99'), added(r, direct, 'p999'), us(r.latency.max), us(r.cpu), kib(r.allocated), String(r.offered), String(r.done)]))];
  },
  mock([mock]) { return ['', `The mock upstream, which the streams below use, takes ${us(mock.cpu)} µs of processor time a request and answers at p50 ${us(mock.latency.p50)}, p99 ${us(mock.latency.p99)} µs: several times what is measured here, which is why the table has the fixed one.`]; },
  throughput(results) {
    const rate = (title) => results.find((r) => r.title === title)?.sustained;
    const share = (r, of) => (rate(of) && r.sustained ? format(r.sustained / rate(of), 2) : '–');
    return ['## Sustained requests a second at p99 < 20 ms', '', 'Open loop, the highest rate without an error that a search finds; where there are several searches, contenders take turns and the median counts. "In turn" is 32 connections that wait for their answers. Client, contender and upstream share the machine\'s cores.', '',
      table(['', 'sustained', 'searches', '÷ bare YARP', '÷ Portkey', 'p99 ms there', 'processor µs a request there', 'allocated KiB', 'in turn'], results.map((r) => [
        r.title, us(r.sustained), r.all.map(us).join(' '), share(r, 'bare YARP'), share(r, 'Portkey'), r.latency ? format(r.latency.p99 / 1000, 1) : '–', us(r.cpu), kib(r.allocated), us(r.closed)]))];
  },
  rounds(results) {
    const cells = (r, quantile) => r.rounds.map(({ latency }) => us(latency[quantile])).join(' ');
    const [direct, bare, ours] = results;
    return ['## In turn with the bare forwarder, 500 requests a second, 5 rounds', '',
      table(['', 'p50 of each round, µs', 'p99 of each round, µs', 'median p50', 'median p99', 'median p99.9', 'processor µs'], results.map((r) => [r.title, cells(r, 'p50'), cells(r, 'p99'), us(r.p50), us(r.p99), us(r.p999), us(r.cpu)])), '',
      `Added over direct: bare YARP ${us(bare.p50 - direct.p50)} µs at p50 and ${us(bare.p99 - direct.p99)} at p99; the Router ${us(ours.p50 - direct.p50)} and ${us(ours.p99 - direct.p99)}. Its p99 is ${format(ours.p99 / bare.p99, 2)} × the bare forwarder's.`];
  },
  streams(results) {
    const direct = results[0];
    return ['## 64 streams of 200 tokens', '', 'From the mock upstream: as fast as it can, and at 50 tokens a second each. Processor time is the contender\'s (the mock\'s own in the first row) per event that the client saw.', '',
      table(['', 'events/s', 'processor µs an event', 'at 50/s: processor µs an event', 'first event p50 / p99, ms', 'between events p50 / p99, ms', 'streams done', 'failed'], results.map(({ title, unpaced, paced }) => [
        title, us(unpaced.events / unpaced.seconds), us(unpaced.cpuPerEvent), us(paced.cpuPerEvent),
        `${format(paced.firstEvent.p50 / 1000, 2)} / ${format(paced.firstEvent.p99 / 1000, 2)}`, `${format(paced.gap.p50 / 1000, 2)} / ${format(paced.gap.p99 / 1000, 2)}`, String(unpaced.done + paced.done), String(unpaced.errors + paced.errors)])), '',
      `Added to the gap between events at p99: ${results.slice(1).map((r) => `${r.title} ${us(r.paced.gap.p99 - direct.paced.gap.p99)} µs`).join(', ')}.`];
  },
  portkeyStreams(result) { return ['', `Portkey: ${result.done} of ${result.offered} streams were answered${result.done === 0 ? ` (${result.firstError?.split('\n').at(-1).trim().slice(0, 160)})` : ''}.`]; },
  idle(results) {
    const [{ count }] = results;
    const times = (r) => [`${format(r.firstEvent.p50 / 1000, 2)} / ${format(r.firstEvent.p99 / 1000, 2)}`, `${format(r.gap.p50 / 1000, 2)} / ${format(r.gap.p99 / 1000, 2)}`];
    return [`## ${count} idle streams beside 200 active ones`, '', `Idle streams are opened and left silent after their first token; their memory is the contender's resident memory, both connections included. The 200 active streams, of 60 tokens at 20 a second, run alone and then beside them. Stalled streams are 100 of 50,000 tokens as fast as they come, whose callers take the beginning and then nothing, three seconds later: the rest waits in the upstream.`, '',
      table(['', 'opened', 'failed', 'KiB an idle stream', 'KiB a stalled stream', 'alone: first event p50 / p99, ms', 'between events p50 / p99', 'beside them: first event p50 / p99, ms', 'between events p50 / p99', 'active done', 'failed'],
        results.map((r) => [r.title, String(r.opened), String(r.errors), kib(r.bytesEach), kib(r.slow.bytesEach), ...times(r.alone), ...times(r.beside), String(r.alone.done + r.beside.done), String(r.alone.errors + r.beside.errors)]))];
  },
  profile(results) {
    const [bare, ours] = results;
    const pick = (shares, name) => shares.find((s) => s.name === name)?.share ?? 0;
    const percent = (share) => `${format(share * 100, 1)} %`;
    const names = [...new Set(results.flatMap(({ processor }) => processor.areas.map(({ name }) => name)))];
    const both = (name, part) => results.flatMap((r) => [us(pick(part(r.processor), name) * r.cpu), percent(pick(part(r.processor), name))]);
    const top = (list, n) => list.slice(0, n).map(({ name, share }) => [`\`${name.replace(/\|/g, '\\|')}\``, percent(share)]);
    return ['## Profile', '', `32 callers in turn. Processor time by perf (${bare.processor.samples} and ${ours.processor.samples} samples of ${us(bare.cpu)} and ${us(ours.cpu)} µs a request), allocations by the runtime's samples (${kib(bare.allocated)} and ${kib(ours.allocated)} KiB a request, without those of the watcher's). What the core library and the runtime do belongs to the nearest caller.`, '',
      table(['processor time', 'bare YARP, µs', '', 'Router, µs', ''], [...ours.processor.kinds.map(({ name }) => [`all: ${name}`, ...both(name, (p) => p.kinds)]), ...names.map((name) => [`outside the kernel: ${name}`, ...both(name, (p) => p.areas)])]), '',
      table(['the Router\'s methods, with what they call', 'of processor time'], top(ours.processor.methods, 30)), '',
      table(['allocations', 'bare YARP', 'Router'], [...new Set(results.flatMap(({ allocations }) => allocations.areas.map(({ name }) => name)))].map((name) => [name, ...results.map((r) => `${kib(pick(r.allocations.areas, name) * r.allocated)} KiB`)])), '',
      table(['allocated by the Router\'s methods, and what they call of others', 'of bytes'], top(ours.allocations.methods, 30)), '',
      table(['types the Router allocates', 'of bytes'], top(ours.allocations.types, 25))];
  },
  memory(servers) {
    return ['## Resident memory', '', 'MiB: before the first request, at the end, at its highest.', '', table(['', 'idle', 'end', 'peak'], servers.map((s) => [s.name, us(s.idle), us(s.now), us(s.peak)]))];
  },
};

export function report(results, how) {
  const parts = Object.entries(results).flatMap(([name, result]) => ['', ...sections[name](result)]);
  return `# The Router under load

${how}

Everyone listens on 127.0.0.1. Load comes from one thread by a schedule of evenly spaced arrivals that does not wait for answers; time counts from when a request was to be sent. The question has about 1 KB, the answer half of one. Upstream of whole answers is one thread that sends the same bytes to everybody.
${parts.join('\n')}
`;
}
