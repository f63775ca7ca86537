using System.Globalization;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>Which jobs are asked for; all where it says nothing.</summary>
public sealed record JobQuery
{
    /// <summary>Gets where they stand, of <see cref="JobStatuses"/>; empty for anywhere.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>Gets the queue they are in.</summary>
    public string? Queue { get; init; }

    /// <summary>Gets what they ask, such as <c>/v1/embeddings</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Gets their priority, of <see cref="JobPriorities"/>.</summary>
    public string? Priority { get; init; }

    /// <summary>Gets the job they are older than.</summary>
    public string? Before { get; init; }

    /// <summary>Gets how many a page has at most, up to 999. Default: the Router's, 50.</summary>
    public int? Limit { get; init; }

    internal string ToQuery() => new PathQuery()
        .Add("limit", Limit?.ToString(CultureInfo.InvariantCulture))
        .Add("status", string.Join(',', Statuses))
        .Add("queue", Queue)
        .Add("url", Url)
        .Add("priority", Priority)
        .Add("before", Before)
        .ToString();
}
