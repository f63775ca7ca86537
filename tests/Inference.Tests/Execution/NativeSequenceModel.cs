using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Execution;

/// <summary>The native runner behind the interface of models that run each sequence by itself: one runner of one slot for each.</summary>
internal sealed class NativeSequenceModel(string folder, GenAIConfig config, ExecutionOptions options) : ISequenceModel
{
    /// <summary>Gets the sequences that were begun and not disposed.</summary>
    public int Alive { get; private set; }

    public bool IsDisposed { get; private set; }

    public ISequenceRun Start()
    {
        Alive++;
        return new Run(this, new ModelRunner(folder, config, options with { Slots = 1 }));
    }

    public void Dispose() => IsDisposed = true;

    private sealed class Run(NativeSequenceModel model, ModelRunner runner) : ISequenceRun
    {
        private int _position;

        public void Append(ReadOnlySpan<int> tokens, Span<float> logits)
        {
            if (tokens.Length == 1 && _position > 0)
            {
                runner.SetDecode(0, tokens[0], _position);
                runner.Decode(1);
                runner.Logits(0).CopyTo(logits);
            }
            else
            {
                runner.Prefill(0, tokens, _position).CopyTo(logits);
            }

            _position += tokens.Length;
        }

        public void Dispose()
        {
            runner.Dispose();
            model.Alive--;
        }
    }
}
