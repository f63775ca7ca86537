using Switchyard.Agents.Hooks;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Sessions;

/// <summary>When and how a <see cref="SessionCompactor"/> compacts.</summary>
public sealed record SessionCompactorOptions
{
    /// <summary>Gets how many tokens the turns that the model is shown may have before the oldest are summarised. Default: 16,000.</summary>
    public int MaxTokens { get; init; } = 16_000;

    /// <summary>Gets how many of the newest turns are never summarised. Default: 2.</summary>
    public int KeptTurns { get; init; } = 2;

    /// <summary>Gets how many characters of turns are put to the model at once. Default: 24,000.</summary>
    public int MaxPromptLength { get; init; } = 24_000;

    /// <summary>Gets the model string; <see langword="null"/> leaves the choice to the chat client.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the hooks that see, change, refuse or replace what is summarised.</summary>
    public HookPipeline Hooks { get; init; } = HookPipeline.Empty;

    /// <summary>Gets what counts tokens. Default: four characters are one.</summary>
    public Func<IReadOnlyList<ChatMessage>, int> CountTokens { get; init; } = SessionTranscript.EstimateTokens;
}
