namespace Switchyard.AgentHost.Runs;

/// <summary>The two spellings of a run's name: as the API writes it, and as the journal does.</summary>
internal static class RunId
{
    private const string Prefix = "run_";

    public static string Of(Guid id) => $"{Prefix}{id:N}";

    public static bool TryRead(string id, out Guid journal)
    {
        journal = Guid.Empty;
        return id.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(Prefix.Length), "N", out journal);
    }

    public static Guid ToGuid(string id) => Guid.ParseExact(id.AsSpan(Prefix.Length), "N");
}
