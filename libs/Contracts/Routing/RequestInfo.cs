namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /v1/requests/{id}</c>: how one request was served, without what it said.</summary>
public sealed record RequestInfo
{
    /// <summary>Gets the id, which the caller got as <c>x-request-id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when it came.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets what was asked for: <c>chat</c>, <c>completions</c>, <c>embeddings</c> or <c>tokenize</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>Gets the model string as the caller wrote it; absent where it named none.</summary>
    public string? Model { get; init; }

    /// <summary>Gets how it ended; absent while it goes on.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets how long it took, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>Gets the candidates in the order they came up.</summary>
    public required IReadOnlyList<AttemptInfo> Attempts { get; init; }
}
