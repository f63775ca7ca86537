using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Tracing;

namespace Switchyard.Router.Pulls;

/// <summary>Adds up the files of one pull: a provider says of each by itself how much of it is there.</summary>
internal sealed class PullMeter
{
    private const int MaxFiles = 1000;

    private readonly Dictionary<string, (long Completed, long Total)> _files = new(StringComparer.Ordinal);

    /// <summary>Gets <paramref name="pull"/> with what <paramref name="line"/> says of its progress.</summary>
    public PullEvent Add(PullEvent pull, JsonElement line)
    {
        var digest = line.Text("digest");
        if (digest is not null && Number(line, "total") is { } total && (_files.Count < MaxFiles || _files.ContainsKey(digest)))
        {
            // Pieces that failed are fetched again, and some lines say nothing of what is there: a file does not become less by it.
            _files[digest] = (Math.Min(Math.Max(Number(line, "completed") ?? 0, _files.GetValueOrDefault(digest).Completed), total), total);
        }

        var (completed, all) = (_files.Values.Sum(static file => file.Completed), _files.Values.Sum(static file => file.Total));
        return pull with
        {
            Status = line.Text("status"),
            Digest = digest,
            Completed = _files.Count > 0 ? completed : null,
            Total = _files.Count > 0 ? all : null,
            Percent = all > 0 ? Math.Round(100.0 * completed / all, 1) : null,
        };
    }

    // No file has a pebibyte; numbers without a limit would overflow the sum.
    private static long? Number(JsonElement line, string name) =>
        line.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) && number is >= 0 and <= 1L << 50 ? number : null;
}
