// Reads one JSON value a line from standard input and writes one answer a line: {"result": …} or {"error": "…"}.
import { createInterface } from 'node:readline';

// `answer` gets the value and returns the result or a promise of it; what it throws becomes the error.
export async function serve(answer) {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    let reply;
    try {
      reply = { result: await answer(JSON.parse(line)) ?? null };
    } catch (error) {
      reply = { error: String(error?.message ?? error) };
    }
    process.stdout.write(JSON.stringify(reply) + '\n');
  }
}
