// Starts the mock upstream on a free port, as a user would, and talks to its control API.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(repository, 'artifacts', process.env.SWITCHYARD_FEED ?? 'lean', 'bin', 'Cli', 'release', 'switchyard.dll');

export async function startMock(...options) {
  const child = spawn('dotnet', [program, 'mock-upstream', '--port', '0', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = await readAddress(child, ended);
  return {
    url,
    // The next requests are answered with these scenarios.
    async script(...scenarios) {
      const response = await fetch(`${url}/mock/script`, { method: 'POST', body: JSON.stringify(scenarios) });
      if (!response.ok) {
        throw new Error(await response.text());
      }
    },
    async lastRequest() {
      const request = (await (await fetch(`${url}/mock/requests`)).json()).at(-1);
      const headers = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]);
      return { ...request, headers: Object.fromEntries(headers) };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function readAddress(child, ended) {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await Promise.race([lines.next(), ended.then((code) => ({ value: `It ended with ${code}.` }))]);
  const address = /^Mock upstream: (http:\S+)$/.exec(first.value ?? '');
  if (!address) {
    throw new Error(`The mock upstream did not start: ${first.value}`);
  }

  return address[1];
}

// A tool in the shape each dialect wraps differently.
export const weather = {
  name: 'weather',
  description: 'The weather of a city.',
  schema: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer', minimum: 1, maximum: 7 } },
    required: ['city', 'days'],
    additionalProperties: false,
  },
};
export const weatherArguments = { city: 'größe', days: 1 };

export async function collect(iterable) {
  const items = [];
  for await (const item of iterable) {
    items.push(item);
  }

  return items;
}
