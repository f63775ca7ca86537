using Switchyard.Contracts.OpenAI;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>What the events or the one object of a text completion have in common.</summary>
internal sealed record CompletionAnswer
{
    public required Completion Frame { get; init; }

    /// <summary>Gets whether the text begins with the prompt.</summary>
    public required bool Echoes { get; init; }

    /// <summary>Gets whether log probabilities are told.</summary>
    public required bool TellsLogProbs { get; init; }

    /// <summary>Gets who writes the log probabilities of one choice, null where they are not told.</summary>
    public CompletionLogprobsMapper? CreateLogprobs(GenerationRun run) => TellsLogProbs ? new CompletionLogprobsMapper(run.Model.Tokenizer) : null;

    /// <summary>Gets what the text of <paramref name="run"/> begins with.</summary>
    public string GetEcho(GenerationRun run) => Echoes ? run.Model.Tokenizer.Decode(run.Prompt, skipSpecial: false) : string.Empty;
}
