using Switchyard.Dialects;

namespace Switchyard.Router.Forwarding;

/// <summary>What is known of operations.</summary>
internal static class UpstreamOperations
{
    /// <summary>Tells whether requests and answers go as they come, to upstreams that have such, and are translated for nobody.</summary>
    public static bool IsPassedThrough(this UpstreamOperation operation) => operation is UpstreamOperation.Transcription or UpstreamOperation.Speech or UpstreamOperation.Images;

    /// <summary>Tells whether upstreams of <paramref name="dialect"/> take the caller's own bytes.</summary>
    public static bool IsSpokenBy(this UpstreamOperation operation, Dialect dialect) => operation switch
    {
        UpstreamOperation.Messages => dialect == Dialect.Anthropic,
        UpstreamOperation.Responses or UpstreamOperation.CountTokens => false,
        _ => dialect == Dialect.Chat,
    };
}
