namespace Switchyard.AgentHost.Runs;

/// <summary>The two spellings of a run's name: as the API writes it, and as the journal does.</summary>
internal static class RunId
{
    private const string Prefix = "run_";

    public static string Of(Guid id) => $"{Prefix}{id:N}";

    public static Guid ToGuid(string id) => Guid.ParseExact(id.AsSpan(Prefix.Length), "N");
}
