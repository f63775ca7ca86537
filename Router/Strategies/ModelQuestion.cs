using System.Text.Json.Nodes;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Media;

namespace Switchyard.Router.Strategies;

/// <summary>What a model is asked on behalf of a caller's request.</summary>
/// <param name="Operation">What is asked: a chat completion, or embeddings.</param>
/// <param name="Model">The model string; <see langword="null"/>: the default model.</param>
/// <param name="Body">The question, without the model.</param>
/// <param name="Purpose">What it is for: the part behind the caller's id in the list of requests.</param>
internal sealed record ModelQuestion(UpstreamOperation Operation, string? Model, JsonObject Body, string Purpose)
{
    /// <summary>Gets the files in the body.</summary>
    public IReadOnlyList<MediaItem> Files { get; init; } = [];
}
