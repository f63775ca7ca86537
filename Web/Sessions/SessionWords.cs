using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Charts;

namespace Switchyard.Web.Sessions;

/// <summary>How the pages name sessions and say what became of them.</summary>
internal static class SessionWords
{
    public static string AddressOf(SessionInfo session) => AddressOf(SessionKey.Of(session));

    /// <summary>Gets the address of the session a run belongs to.</summary>
    public static string AddressOf(RunSummary run) => AddressOf(new SessionKey(run.Conversation, run.User, run.Agent));

    public static string Title(SessionInfo session) => string.IsNullOrWhiteSpace(session.Title) ? session.Id : session.Title;

    public static string Compacted(SessionCompaction compaction) => compaction.CompactedTurns switch
    {
        0 => "There was nothing to gain: all of it fits as it is.",
        1 => $"1 turn was summed up: {Tokens(compaction)}.",
        var turns => $"{turns} turns were summed up: {Tokens(compaction)}.",
    };

    private static string Tokens(SessionCompaction compaction) => $"{DisplayText.Count(compaction.TokensBefore)} tokens before, {DisplayText.Count(compaction.TokensAfter)} now";

    private static string AddressOf(SessionKey key) => $"sessions/{Uri.EscapeDataString(key.Id)}?user={Uri.EscapeDataString(key.User ?? string.Empty)}&agent={Uri.EscapeDataString(key.Agent ?? string.Empty)}";
}
