using Switchyard.Providers;

namespace Switchyard.Agents.Client.Requests;

/// <summary>Asks again after a pause, which doubles or is as long as the other side says.</summary>
/// <param name="maxTries">How often it is asked in all.</param>
/// <param name="maxPause">The longest pause the other side may ask for.</param>
/// <param name="time">The clock.</param>
internal sealed class Retries(int maxTries, TimeSpan maxPause, TimeProvider time)
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(500);

    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (ProviderException failure) when (tries < maxTries && failure.MayPass && !(failure.RetryAfter > maxPause))
            {
                await Task.Delay(failure.RetryAfter ?? s_firstPause * (1 << (tries - 1)), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
