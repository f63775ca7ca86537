// What takes part in bench/router.mjs, all on 127.0.0.1.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Driven } from '../driven.mjs';
import { Server } from '../server.mjs';
import { repository } from '../system.mjs';

const FIRST_PORT = 27470;
export const program = (project) => join(repository, `artifacts/lean/bin/${project}/release/Switchyard.${project}.dll`);
const benchmarks = program('Router.Benchmarks');
const quiet = { Logging__LogLevel__Default: 'Warning', OTEL_EXPORTER_OTLP_ENDPOINT: '', OPENAI_API_KEY: '', ANTHROPIC_API_KEY: '' };
const peer = join(repository, 'bench/peers/node_modules/@portkey-ai/gateway');

export const generator = () => new Driven('dotnet', [benchmarks, 'load']);

// The leanest upstream there is, and the one that users have.
export const fixed = () => new Server('fixed upstream', FIRST_PORT, 'dotnet', [benchmarks, 'upstream', String(FIRST_PORT)]);
export const mock = () => new Server('mock upstream', FIRST_PORT + 1, 'dotnet', [program('Cli').replace('Switchyard.Cli', 'switchyard'), 'mock-upstream', '--port', String(FIRST_PORT + 1), '--keep-requests', '0']);

export const forwarder = (upstream, offset = 2, environment = {}) => new Server('bare YARP', FIRST_PORT + offset, 'dotnet', [benchmarks, 'forwarder', String(FIRST_PORT + offset), upstream.url], { allocated: '/allocated', environment: { ...quiet, ...environment } });

// `settings` are the Router's own, without the prefix.
export function router(name, offset, settings, environment = {}) {
  const port = FIRST_PORT + offset;
  const args = Object.entries({ FindOllama: 'false', ...settings }).map(([key, value]) => `--Router:${key}=${value}`);
  return new Server(name, port, 'dotnet', [program('Router'), '--urls', `http://127.0.0.1:${port}`, ...args],
    { probe: '/alive', allocated: '/metrics', pattern: /^dotnet_gc_heap_total_allocated\S* (\S+)/m, environment: { ...quiet, ...environment } });
}

export function nginx(upstream, offset = 5) {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
  } catch {
    console.error('nginx is left out: it is not installed (Debian: apt-get install nginx-light).');
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-nginx-'));
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; worker_processes 2; pid ${folder}/pid; error_log stderr crit;
events { worker_connections 8192; }
http {
  access_log off; keepalive_requests 1000000;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream up { server 127.0.0.1:${upstream.port}; keepalive 256; keepalive_requests 1000000; }
  server { listen 127.0.0.1:${FIRST_PORT + offset}; location / { proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } }
}`);
  return new Server('nginx', FIRST_PORT + offset, 'nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
}

export function portkey() {
  if (!existsSync(peer)) {
    console.error('Portkey is left out: npm install --ignore-scripts --omit=optional in bench/peers brings it.');
    return undefined;
  }
  return new Server('Portkey', FIRST_PORT + 6, 'node', [join(peer, 'build/start-server.js'), `--port=${FIRST_PORT + 6}`, '--headless'], { environment: { NODE_ENV: 'production' } });
}
