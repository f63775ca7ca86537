using System.Net;

namespace Switchyard.QueueClient.Http;

/// <summary>Asks again what may be asked twice, where the connection was lost or the Router says that it could later (429, 503), or a proxy that it is away (502, 504): five times in all, with pauses that double or as long as <c>Retry-After</c> says.</summary>
internal sealed class Insistence(TimeProvider time)
{
    private const int MaxTries = 5;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(500);

    // Whoever is told to come later than this decides for himself.
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (tries < MaxTries && MayPass(exception))
            {
                await Task.Delay(RetryAfter(exception) ?? s_firstPause * (1 << (tries - 1)), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayPass(Exception exception) => exception is RouterRefusedException refused
        ? (refused.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable || IsOfAProxy(refused)) && !(refused.RetryAfter > s_longestPause)
        : LostConnections.IsOne(exception);

    // A proxy in front of the Router that does not reach it says so with a page of its own.
    private static bool IsOfAProxy(RouterRefusedException refused) => refused is { Status: HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout, Code: null };

    private static TimeSpan? RetryAfter(Exception exception) => (exception as RouterRefusedException)?.RetryAfter;
}
