using System.Text.Json;
using Switchyard.Contracts.Routing;

namespace Switchyard.Router.Pulls;

/// <summary>Adds up the files of one pull: a provider says of each by itself how much of it is there.</summary>
internal sealed class PullMeter
{
    private const int MaxFiles = 1000;

    private readonly Dictionary<string, (long Completed, long Total)> _files = new(StringComparer.Ordinal);

    /// <summary>Gets <paramref name="pull"/> with what <paramref name="line"/> says of its progress.</summary>
    public PullEvent Add(PullEvent pull, JsonElement line)
    {
        var digest = Text(line, "digest");
        if (digest is not null && Number(line, "total") is { } total && (_files.Count < MaxFiles || _files.ContainsKey(digest)))
        {
            _files[digest] = (Math.Min(Number(line, "completed") ?? 0, total), total);
        }

        var (completed, all) = (_files.Values.Sum(static file => file.Completed), _files.Values.Sum(static file => file.Total));
        return pull with
        {
            Status = Text(line, "status"),
            Digest = digest,
            Completed = _files.Count > 0 ? completed : null,
            Total = _files.Count > 0 ? all : null,
            Percent = all > 0 ? Math.Round(100.0 * completed / all, 1) : null,
        };
    }

    public static string? Text(JsonElement line, string name) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    // No file has a pebibyte; numbers without a limit would overflow the sum.
    private static long? Number(JsonElement line, string name) =>
        line.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) && number is >= 0 and <= 1L << 50 ? number : null;
}
