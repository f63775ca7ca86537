using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Batches;

/// <summary>Body of <c>POST /v1/batches</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateBatchRequest
{
    /// <summary>Gets the file with the requests, one a line.</summary>
    public string? InputFileId { get; init; }

    /// <summary>Gets what all of them ask: <c>/v1/chat/completions</c>, <c>/v1/responses</c>, <c>/v1/completions</c> or <c>/v1/embeddings</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Gets within how long it is to be done: <c>24h</c>.</summary>
    public string? CompletionWindow { get; init; }

    /// <summary>Gets what to note with it: up to 16 pairs.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Gets how long the files with the answers are kept. Default: 30 days.</summary>
    public FileExpiry? OutputExpiresAfter { get; init; }
}
