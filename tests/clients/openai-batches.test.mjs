// The official OpenAI client and batches through the Router, in front of the mock upstream.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI, { toFile } from 'openai';
import { collect, startMock } from './mock.mjs';
import { startRouter, waitUntil } from './system.mjs';

describe('the openai client and batches', { timeout: 120_000 }, () => {
  let mock;
  let router;
  let client;

  before(async () => {
    mock = await startMock('--tokens', '8');
    router = await startRouter({ Router__Providers__mock__BaseUrl: `${mock.url}/v1` });
    client = new OpenAI({ apiKey: 'unused', baseURL: `${router.url}/v1`, maxRetries: 0, timeout: 60_000 });
  });

  after(async () => {
    await router?.stop();
    await mock?.stop();
  });

  const lineOf = (id, url = '/v1/chat/completions') => JSON.stringify({
    custom_id: id,
    method: 'POST',
    url,
    body: { model: 'mock/m', messages: [{ role: 'user', content: `Question ${id}` }] },
  });

  async function create(lines) {
    const file = await client.files.create({ file: await toFile(Buffer.from(lines.join('\n')), 'requests.jsonl'), purpose: 'batch' });
    return await client.batches.create({ input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { run: '7' } });
  }

  async function ended({ id }) {
    let batch;
    await waitUntil(async () => {
      batch = await client.batches.retrieve(id);
      return ['completed', 'failed', 'expired', 'cancelled'].includes(batch.status);
    });
    return batch;
  }

  test('creates one, waits for it and reads what it led to', async () => {
    const created = await create([lineOf('a'), lineOf('b')]);
    assert.equal(created.status, 'validating');

    const batch = await ended(created);
    const lines = (await (await client.files.content(batch.output_file_id)).text()).trim().split('\n').map((line) => JSON.parse(line));

    assert.equal(batch.status, 'completed');
    assert.deepEqual(batch.request_counts, { total: 2, completed: 2, failed: 0 });
    assert.deepEqual(batch.metadata, { run: '7' });
    assert.deepEqual(lines.map((line) => line.custom_id).sort(), ['a', 'b']);
    for (const line of lines) {
      assert.equal(line.error, null);
      assert.equal(line.response.status_code, 200);
      assert.equal(line.response.body.object, 'chat.completion');
    }
  });

  test('is told which lines are wrong', async () => {
    const batch = await ended(await create([lineOf('a'), lineOf('b', '/v1/embeddings')]));

    assert.equal(batch.status, 'failed');
    assert.deepEqual(batch.errors.data.map(({ code, param, line }) => ({ code, param, line })), [{ code: 'url_mismatch', param: 'url', line: 2 }]);
  });

  test('lists batches page by page', async () => {
    const created = [await create([lineOf('a')]), await create([lineOf('a')]), await create([lineOf('a')])];

    const listed = await collect(client.batches.list({ limit: 1 }));

    assert.deepEqual(listed.slice(0, 3).map((batch) => batch.id), created.reverse().map((batch) => batch.id));
  });

  test('cancels one, and not one that has ended', async () => {
    const created = await create([lineOf('a')]);
    const cancelling = await client.batches.cancel(created.id);
    assert.ok(['cancelling', 'cancelled'].includes(cancelling.status));
    assert.equal((await ended(created)).status, 'cancelled');

    await assert.rejects(() => client.batches.cancel(created.id), (error) => {
      assert.deepEqual([error.status, error.code], [409, 'already_finished']);
      return true;
    });
  });

  test('is told what is wrong with a batch', async () => {
    await assert.rejects(() => client.batches.create({ input_file_id: 'file-7', endpoint: '/v1/chat/completions', completion_window: '24h' }), (error) => {
      assert.deepEqual([error.status, error.code, error.param], [400, 'invalid_value', 'input_file_id']);
      return true;
    });
  });
});
