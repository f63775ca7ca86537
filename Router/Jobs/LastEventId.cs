namespace Switchyard.Router.Jobs;

/// <summary>The id of the event that somebody read last of a stream: in the header that browsers send when they come back, or in the query by which they begin.</summary>
internal static class LastEventId
{
    public const string Header = "Last-Event-ID";

    /// <summary>Gets what was sent; <see langword="null"/> where nothing was.</summary>
    public static string? Of(HttpRequest request) =>
        (request.Headers[Header].FirstOrDefault() ?? request.Query["last_event_id"].FirstOrDefault()) is { Length: > 0 } text ? text : null;
}
