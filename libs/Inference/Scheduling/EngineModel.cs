using Switchyard.Inference.Execution;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Scheduling;

/// <summary>The parts of a model that its engine works with.</summary>
internal sealed record EngineModel(ModelRunner Runner, Tokenizer Tokenizer, IReadOnlySet<int> EndOfText);
