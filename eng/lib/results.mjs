// Counts a runner's result file: prints "passed failed skipped" and, on stderr, what failed. CTRF (xunit) by its .json, JUnit (Node) by its .xml.
import { readFileSync } from 'node:fs';

const unescape = (text) => text.replace(/&(lt|gt|quot|apos|amp|#x?[0-9a-f]+);/gi, (whole, name) => {
  const named = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }[name];
  if (named) return named;
  const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return String.fromCodePoint(code);
});

function readCtrf(text) {
  const tests = JSON.parse(text).results.tests;
  return tests.map((test) => ({ name: test.name, status: test.status, message: [test.message, test.trace].filter(Boolean).join('\n') }));
}

// Node's reporter writes one <testcase> for each test, with <failure> or <skipped> inside it.
function readJUnit(text) {
  return [...text.matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, attributes, body = '']) => {
    const failure = /<failure\b[^>]*>([\s\S]*?)<\/failure>/.exec(body);
    const status = failure ? 'failed' : body.includes('<skipped') ? 'skipped' : 'passed';
    return { name: unescape(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? '?'), status, message: unescape(failure?.[1] ?? '').trim() };
  });
}

const file = process.argv[2];
const text = readFileSync(file, 'utf8');
const tests = file.endsWith('.json') ? readCtrf(text) : readJUnit(text);
const failed = tests.filter((test) => test.status !== 'passed' && test.status !== 'skipped' && test.status !== 'pending');
for (const test of failed) {
  console.error(`    ${test.name}`);
  for (const line of test.message.split('\n').slice(0, 15)) console.error(`      ${line}`);
}

const passed = tests.filter((test) => test.status === 'passed').length;
console.log(`${passed} ${failed.length} ${tests.length - passed - failed.length}`);
