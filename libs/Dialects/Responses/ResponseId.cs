namespace Switchyard.Dialects.Responses;

/// <summary>The ids of responses, which begin with <c>resp_</c>: clients tell by that what an id is of. Other dialects' answers have ids of other kinds.</summary>
internal static class ResponseId
{
    private const string Prefix = "resp_";

    /// <summary>Gets the upstream's own id where it is one, else one made of the request's.</summary>
    public static string Of(string? upstreamId, AnswerContext context) =>
        upstreamId?.StartsWith(Prefix, StringComparison.Ordinal) is true ? upstreamId : Prefix + context.Id;
}
