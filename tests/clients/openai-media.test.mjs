// The official OpenAI client and sound and images through the Router, in front of the mock upstream.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import OpenAI, { toFile } from 'openai';
import { soundAndImages } from './media.mjs';
import { startMock } from './mock.mjs';
import { startRouter } from './system.mjs';

describe('the openai client, sound and images', { timeout: 120_000 }, () => {
  let mock;
  let router;
  let client;

  before(async () => {
    mock = await startMock('--tokens', '8');
    router = await startRouter({
      Router__Providers__mock__BaseUrl: `${mock.url}/v1`,
      Router__Providers__claude__BaseUrl: mock.url,
      Router__Providers__claude__Dialect: 'anthropic',
      Router__Providers__claude__Models__0: 'm',
    });
    client = new OpenAI({ apiKey: 'unused', baseURL: `${router.url}/v1`, maxRetries: 0, timeout: 60_000 });
  });

  after(async () => {
    await router?.stop();
    await mock?.stop();
  });

  soundAndImages(() => client, 'mock/m');

  test('is told which provider has none', async () => {
    const file = await toFile(Buffer.alloc(1000), 'speech.wav');
    for (const ask of [
      () => client.audio.transcriptions.create({ model: 'claude/m', file }),
      () => client.audio.speech.create({ model: 'claude/m', voice: 'alloy', input: 'Hello!' }),
      () => client.images.generate({ model: 'claude/m', prompt: 'A yard' }),
    ]) {
      await assert.rejects(ask, (error) => {
        assert.deepEqual([error.status, error.code], [501, 'not_implemented']);
        assert.match(error.message, /'claude' is asked through Anthropic's own API/);
        return true;
      });
    }
  });
});
