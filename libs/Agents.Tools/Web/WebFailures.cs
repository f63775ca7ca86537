using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Web;

/// <summary>Makes results of what may go wrong on the web; all their messages are made to be read by the caller.</summary>
internal static class WebFailures
{
    public static async ValueTask<ToolResult> CatchAsync(Func<Task<ToolResult>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is UrlNotAllowedException or FetchException or PageRefusedException)
        {
            return ToolResult.Failure(exception.Message) with { MayPass = exception is FetchException fetch && MayPass(fetch) };
        }
    }

    // What took too long has had its time.
    private static bool MayPass(FetchException exception) => exception.Failure == FetchFailure.Unreachable || exception.Status is 429 or 502 or 503 or 504;
}
