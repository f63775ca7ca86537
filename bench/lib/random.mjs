// Random numbers from a seed (mulberry32), so that a run can be repeated.
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (end) => Math.floor(next() * end),
    of: (list) => list[Math.floor(next() * list.length)],
    chance: (share) => next() < share,
  };
}
