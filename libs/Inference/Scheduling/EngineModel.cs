using Switchyard.Inference.Execution;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>The parts of a model that its engine works with.</summary>
internal sealed record EngineModel(IModelExecutor Runner, Tokenizer Tokenizer, IReadOnlySet<int> EndOfText)
{
    /// <summary>Gets <see cref="EndOfText"/> as an array, which is walked through without an allocation; ids without a logit are left out.</summary>
    public int[] EndOfTextIds { get; } = [.. EndOfText.Where(id => id < Runner.VocabularySize)];
}
