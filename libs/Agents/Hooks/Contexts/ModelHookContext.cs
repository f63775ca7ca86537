using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A model is asked.</summary>
/// <param name="point">The point.</param>
public sealed class ModelHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets or sets the conversation, oldest message first, the system prompt included. A hook replaces the list and the messages it changes: they are the run's own.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; set; }

    /// <summary>Gets or sets the model, the tools and the sampling. A hook replaces them by a changed clone.</summary>
    public required ChatOptions Options { get; set; }

    /// <summary>Gets or sets the answer; before the call, what takes its place.</summary>
    public ChatResponse? Response { get; set; }

    /// <summary>Gets or sets why there is no answer.</summary>
    public Exception? Error { get; set; }

    /// <summary>Gets or sets how long the call took; <see langword="null"/> before its end and where it was not made.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>Gets or sets the price of the call in US dollars, which is added to what the run has used; <see langword="null"/> where no hook knows it.</summary>
    public decimal? Cost { get; set; }

    /// <summary>Gets who serves the model, by the names of OpenTelemetry's <c>gen_ai.provider.name</c>.</summary>
    public string Provider { get; init; } = "switchyard";

    /// <inheritdoc/>
    public override bool HasOutcome => Response is not null;
}
