using System.Runtime.CompilerServices;

namespace Switchyard.Tests.Common.Waiting;

/// <summary>Waits for what another process or thread brings about.</summary>
public static class Eventually
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Polls until the condition holds; fails the test after a minute.</summary>
    public static async Task BecomesTrueAsync(
        Func<bool> condition,
        CancellationToken cancellationToken,
        [CallerArgumentExpression(nameof(condition))] string? expression = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > s_deadline)
            {
                throw new TimeoutException($"Not within {s_deadline.TotalSeconds} s: {expression}");
            }

            await Task.Delay(s_interval, cancellationToken);
        }
    }
}
