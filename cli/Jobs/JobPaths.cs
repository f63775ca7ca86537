using System.Globalization;
using System.Text;

namespace Switchyard.Cli.Jobs;

/// <summary>Where the Router's job queue is asked what.</summary>
internal static class JobPaths
{
    public const string Depths = $"{Root}/depths";
    public const string Submit = $"{Root}/submit";
    public const string Workers = $"{Root}/workers";

    private const string Root = "/v1/queue";

    /// <summary>Gets the path of one job under a verb, such as <c>status</c>.</summary>
    public static string Of(string verb, string id) => $"{Root}/{verb}/{Uri.EscapeDataString(id)}";

    /// <summary>Gets the path of the newest jobs that are like this, or of those older than <paramref name="before"/>.</summary>
    public static string List(IReadOnlyList<string> statuses, string? queue, int limit, string? before = null)
    {
        var path = new StringBuilder(Root).Append("/jobs?limit=").Append(limit.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, value) in new[] { ("status", string.Join(',', statuses)), ("queue", queue), ("before", before) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                path.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return path.ToString();
    }
}
