using System.Globalization;
using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>Which files are asked for, and how; all where it says nothing.</summary>
public sealed record FileQuery
{
    /// <summary>Gets what they are for: <c>batch</c> or <c>batch_output</c>.</summary>
    public string? Purpose { get; init; }

    /// <summary>Gets whether the oldest come first.</summary>
    public bool IsOldestFirst { get; init; }

    /// <summary>Gets how many are asked for at once, up to 10,000. Default: 1,000.</summary>
    public int PageSize { get; init; } = 1_000;

    internal string ToQuery(string? after) => new PathQuery()
        .Add("limit", PageSize.ToString(CultureInfo.InvariantCulture))
        .Add("purpose", Purpose)
        .Add("order", IsOldestFirst ? "asc" : null)
        .Add("after", after)
        .ToString();
}
