import { readFileSync, readdirSync } from 'node:fs';

// What a node holds: slots, handles and bytes. Taken while it is idle.
export async function takeReadings(node) {
  const text = await (await fetch(`${node.url}/metrics`, { headers: { connection: 'close' } })).text();
  const metric = (name) => text.split('\n').filter((line) => line.startsWith(name) && /[ {]/.test(line[name.length])).reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  const rollup = readFileSync(`/proc/${node.pid}/smaps_rollup`, 'utf8');
  const files = readdirSync(`/proc/${node.pid}/fd`);
  return {
    'requests running': metric('vllm:num_requests_running'),
    'requests waiting': metric('vllm:num_requests_waiting'),
    'keys and values in use': metric('vllm:kv_cache_usage_perc'),
    'connections': metric('kestrel_active_connections'),
    'file handles': files.length,
    'threads': readdirSync(`/proc/${node.pid}/task`).length,
    'resident MiB': Number(rollup.match(/^Rss:\s+(\d+)/m)[1]) / 1024,
    'anonymous MiB': Number(rollup.match(/^Anonymous:\s+(\d+)/m)[1]) / 1024,
    'managed heap MiB': metric('dotnet_gc_last_collection_heap_size_bytes') / 1048576,
  };
}
