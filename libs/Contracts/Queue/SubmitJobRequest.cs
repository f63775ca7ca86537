using System.Text.Json;

namespace Switchyard.Contracts.Queue;

/// <summary>Body of <c>POST /v1/queue/submit</c>: a request that is to be answered later, and how.</summary>
public sealed record SubmitJobRequest
{
    /// <summary>Gets what is asked: <c>/v1/chat/completions</c>, <c>/v1/responses</c>, <c>/v1/completions</c> or <c>/v1/embeddings</c>. Default: the first.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the request, as it would be posted there.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Gets which waiting jobs it goes before: <c>low</c>, <c>normal</c> (the default), <c>high</c> or <c>urgent</c>.</summary>
    public string? Priority { get; init; }

    /// <summary>Gets the queue. Default: <c>default</c>.</summary>
    public string? Queue { get; init; }

    /// <summary>Gets a name the caller gives the job: submitted again under it, it is not done again. The header <c>Idempotency-Key</c> says the same.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Gets how many seconds it waits before it may start.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>Gets within how many seconds it has to be started; later it has the status <c>timeout</c>.</summary>
    public double? StartWithinSeconds { get; init; }

    /// <summary>Gets how many seconds one try may take. Default: 600.</summary>
    public double? TimeLimitSeconds { get; init; }

    /// <summary>Gets how many seconds the job and its result are kept after it ended. Default: a day.</summary>
    public double? KeepSeconds { get; init; }

    /// <summary>Gets how often it is tried again after it failed. Default: 3.</summary>
    public int? Retries { get; init; }

    /// <summary>Gets what a worker has to offer to take it.</summary>
    public IReadOnlyList<string>? Labels { get; init; }
}
