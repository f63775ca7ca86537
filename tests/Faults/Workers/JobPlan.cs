using System.Text.Json;

namespace Switchyard.Faults.Workers;

/// <summary>What a job of these runs does.</summary>
/// <param name="Key">The key of its effect.</param>
/// <param name="Milliseconds">How long it takes.</param>
internal sealed record JobPlan(string Key, int Milliseconds)
{
    private const string Member = "plan";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>Gets how many parts it says on the way.</summary>
    public int Parts { get; init; }

    /// <summary>Gets how many attempts fail with an error that may pass.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>Gets whether it fails for good.</summary>
    public bool IsHopeless { get; init; }

    /// <summary>Gets where it kills its worker.</summary>
    public DeathPoint Dies { get; init; }

    /// <summary>Gets how long it takes all threads of its worker's pool, in milliseconds.</summary>
    public int StarvingMilliseconds { get; init; }

    /// <summary>Makes the body of a request of it.</summary>
    public JsonElement ToBody() => JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["model"] = "fault", ["messages"] = Array.Empty<object>(), [Member] = this }, s_json);

    /// <summary>Reads the plan from such a body; <see langword="null"/> where there is none in it.</summary>
    public static JobPlan? Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty(Member, out var plan) && plan.ValueKind == JsonValueKind.Object ? plan.Deserialize<JobPlan>(s_json) : null;
    }
}
