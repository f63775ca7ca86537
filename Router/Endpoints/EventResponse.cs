namespace Switchyard.Router.Endpoints;

/// <summary>An answer that is a stream of the Router's own events.</summary>
internal static class EventResponse
{
    /// <summary>The comment that says in a long silence that the stream goes on.</summary>
    public const string KeepAlive = ": keep-alive\n\n";

    /// <summary>After how much silence it is sent.</summary>
    public static readonly TimeSpan KeepAliveAfter = TimeSpan.FromSeconds(15);

    /// <summary>Says what the answer is; nothing is sent yet.</summary>
    public static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>Sends text at once.</summary>
    public static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
