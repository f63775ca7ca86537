using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Benchmarks;

/// <summary>The model without a scheduler: each prompt in chunks, then decode runs over all rows, the likeliest token each time.</summary>
internal sealed class RawLoop(string folder, ExecutionOptions options) : IDisposable
{
    private readonly ModelRunner _runner = new(folder, GenAIConfig.Read(folder), options);
    private readonly Sampler _sampler = new(new SamplingOptions(), []);

    public ModelRunner Runner => _runner;

    /// <summary>Generates with one row a prompt (all of one length) and gets the number of tokens.</summary>
    public long Run(int[][] prompts, int tokens)
    {
        var last = new int[prompts.Length];
        for (var slot = 0; slot < prompts.Length; slot++)
        {
            var prompt = prompts[slot];
            for (var start = 0; start < prompt.Length; start += _runner.ChunkLength)
            {
                var chunk = prompt.AsSpan(start, Math.Min(_runner.ChunkLength, prompt.Length - start));
                last[slot] = _sampler.Next(_runner.Prefill(slot, chunk, start), null).Id;
            }
        }

        for (var step = 0; step < tokens - 1; step++)
        {
            Step(last, prompts[0].Length + step, idleRows: 0);
        }

        return (long)prompts.Length * tokens;
    }

    /// <summary>Runs one token in each row, and beside them rows of free slots.</summary>
    public void Step(int[] last, int position, int idleRows)
    {
        for (var slot = 0; slot < last.Length; slot++)
        {
            _runner.SetDecode(slot, last[slot], position);
        }

        for (var slot = last.Length; slot < last.Length + idleRows; slot++)
        {
            _runner.SetDecode(slot, 0, 0);
        }

        _runner.Decode(last.Length + idleRows);
        for (var slot = 0; slot < last.Length; slot++)
        {
            last[slot] = _sampler.Next(_runner.Logits(slot), null).Id;
        }
    }

    public void Dispose() => _runner.Dispose();
}
