// Gives the tests a router: the one SWITCHYARD_ROUTER_URL names, or a node with the embedded model and a router of their own.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const pocket = join(repository, 'models', 'pocket');
const readyWithinMs = 120_000;

export async function startSystem() {
  const url = process.env.SWITCHYARD_ROUTER_URL;
  return url ? { url: url.replace(/\/$/, ''), stop: async () => {} } : await startOwn();
}

async function startOwn() {
  const [nodePort, routerPort] = await freePorts(2);
  const folder = await mkdtemp(join(tmpdir(), 'switchyard-clients-'));
  const nodeUrl = `http://127.0.0.1:${nodePort}`;
  const url = `http://127.0.0.1:${routerPort}`;
  const processes = [
    start('InferenceNode', { ASPNETCORE_URLS: nodeUrl, Models__Folders__0: pocket, Models__Folders__1: await copyWithoutEnd(join(folder, 'endless')) }),
    start('Router', { ASPNETCORE_URLS: url, 'services__inference-0__http__0': nodeUrl, Router__FindOllama: 'false' }),
  ];
  const stop = async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await rm(folder, { recursive: true });
  };
  try {
    await waitUntil(async () => {
      processes.forEach((process) => process.assertRunning());
      // The Router answers before the node has loaded its models.
      const response = await fetch(`${url}/v1/models/default`).catch(() => null);
      return response?.ok;
    });
  } catch (error) {
    await stop();
    throw error;
  }

  return { url, nodeUrl, stop };
}

// A router of one's own without any node, for tests that say themselves which providers there are.
export async function startRouter(settings) {
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const router = start('Router', { ASPNETCORE_URLS: url, Router__FindOllama: 'false', ...settings });
  try {
    await waitUntil(async () => {
      router.assertRunning();
      return (await fetch(`${url}/v1/models`).catch(() => null))?.ok;
    });
  } catch (error) {
    await router.stop();
    throw error;
  }

  return { url, stop: () => router.stop() };
}

// The embedded model without its ends of text: it generates until its limit, or until somebody stops it.
async function copyWithoutEnd(folder) {
  await cp(pocket, folder, { recursive: true });
  const [config, manifest] = [join(folder, 'genai_config.json'), join(folder, 'switchyard.json')];
  const settings = JSON.parse(await readFile(config, 'utf8'));
  settings.model.eos_token_id = [];
  await writeFile(config, JSON.stringify(settings));
  await writeFile(manifest, JSON.stringify({ name: 'endless', demo: true }));
  return folder;
}

function start(project, settings) {
  const feed = process.env.SWITCHYARD_FEED ?? 'lean';
  const program = join(repository, 'artifacts', feed, 'bin', project, 'release', `Switchyard.${project}.dll`);
  const child = spawn('dotnet', [program], { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise((resolve) => child.once('close', resolve));
  return {
    assertRunning() {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`${project} ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
      }
    },
    async stop() {
      const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(hard);
    },
  };
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
    })),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export async function waitUntil(condition, withinMs = readyWithinMs) {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`The condition was not met within ${withinMs} ms: ${condition}`);
    }

    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
