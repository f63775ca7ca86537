namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /v1/requests/{id}</c>: how one request was served. What it said is part of it only where the Router keeps it and the administrator asks.</summary>
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

    /// <summary>Gets what was asked and answered; never in lists.</summary>
    public RequestContent? Content { get; init; }

    /// <summary>Gets why <see cref="Content"/> is absent, and what to do about it; never in lists.</summary>
    public string? ContentNotice { get; init; }
}
