using System.Text.Json;
using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Approvals;

/// <summary>How the pages say what runs wait for.</summary>
internal static class WaitingWords
{
    public static string Kind(WaitingRequest request) => request.Kind switch
    {
        WaitingKinds.Approval => "Approval",
        WaitingKinds.Uncertain => "Uncertain effect",
        _ => "Question",
    };

    /// <summary>Says what there is to decide, where the request itself does not.</summary>
    public static string? Hint(WaitingRequest request) => request.Kind == WaitingKinds.Uncertain
        ? $"The host ended while {request.Tool ?? "this call"} was under way. It may have happened or not; look where it would show, then say which."
        : null;

    public static string? Arguments(WaitingRequest request)
        => request.Arguments is { ValueKind: not JsonValueKind.Undefined and not JsonValueKind.Null } arguments ? VisibleText.Of(JsonSerializer.Serialize(arguments, IndentedJson.Options)) : null;

    /// <summary>Names a request among all that wait.</summary>
    public static string Id(WaitingRequest request) => $"{request.RunId}/{request.Key}";
}
