// The stores of bench/queue.mjs: Redis and PostgreSQL of its own, in temporary folders on the disk, with the durability each run asks for.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIRST_PORT = 27490;
const asPostgres = process.getuid() === 0 ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups']] : undefined;
const run = (command, args) => (asPostgres ? execFileSync(asPostgres[0], [...asPostgres[1], command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }) : execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })).toString();

class Store {
  constructor(process, port, folder) { Object.assign(this, { process, port, folder }); globalThis.process.once('exit', () => process.kill('SIGTERM')); }

  async ready() {
    for (let tries = 0; tries < 300; tries++) {
      if (await new Promise((answer) => createConnection(this.port, '127.0.0.1').once('connect', function () { this.destroy(); answer(true); }).once('error', () => answer(false)))) return this;
      await new Promise((go) => setTimeout(go, 100));
    }
    throw new Error(`Nothing listens on port ${this.port}.`);
  }

  async stop() {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

// `fsync` is everysec or always.
export function redis(fsync, offset) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-redis-'));
  const port = FIRST_PORT + offset;
  return new Store(spawn('redis-server', ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes', '--appendfsync', fsync, '--maxmemory-policy', 'noeviction'].map(String), { stdio: 'ignore' }), port, folder).ready();
}

export async function postgres(offset) {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-bench-postgres-'));
  const binaries = readdirSync('/usr/lib/postgresql').sort((a, b) => b - a).map((version) => `/usr/lib/postgresql/${version}/bin`)[0];
  if (asPostgres) execFileSync('chown', ['postgres', folder]); else chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  run(join(binaries, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
  const port = FIRST_PORT + offset;
  const args = ['-D', data, '-c', `port=${port}`, '-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`, '-c', 'shared_buffers=256MB'];
  const server = asPostgres ? spawn(asPostgres[0], [...asPostgres[1], join(binaries, 'postgres'), ...args], { stdio: 'ignore' }) : spawn(join(binaries, 'postgres'), args, { stdio: 'ignore' });
  const store = await new Store(server, port, folder).ready();
  store.connection = `Host=127.0.0.1;Port=${port};Username=postgres;Database=postgres`;
  store.ask = (sql) => run(join(binaries, 'psql'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-Atc', sql]).trim();
  return store;
}

export const redisMemory = (port) => Number(execFileSync('redis-cli', ['-p', String(port), 'info', 'memory']).toString().match(/used_memory:(\d+)/)[1]);
