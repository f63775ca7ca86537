using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Faults.Histories;

/// <summary>One thing that happened, as one line of JSON.</summary>
/// <param name="What">What happened.</param>
/// <param name="Who">Which process or client says so.</param>
internal sealed record HistoryLine(Happening What, string Who)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Gets when, in seconds of the clock that all processes of a machine share and nobody can set.</summary>
    public double At { get; init; } = Now;

    /// <summary>Gets the job.</summary>
    public Guid Job { get; init; }

    /// <summary>Gets the attempt.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the key the job was submitted under, which is the key of its effect too.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the job's priority: 0 is low, 3 urgent.</summary>
    public int Priority { get; init; }

    /// <summary>Gets what else there is to say.</summary>
    public string? Detail { get; init; }

    /// <summary>Gets whether a fault is only more or other work: what is promised then is what is promised always.</summary>
    public bool IsLoad { get; init; }

    /// <summary>Gets the present time.</summary>
    public static double Now => (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;

    /// <summary>Writes the line, with its end.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_json), (byte)'\n'];

    /// <summary>Reads a line; <see langword="null"/> where its writer died in the middle of it.</summary>
    public static HistoryLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<HistoryLine>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
