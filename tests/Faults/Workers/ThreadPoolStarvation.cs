using Switchyard.Faults.Histories;

namespace Switchyard.Faults.Workers;

/// <summary>Takes all threads of the pool.</summary>
internal static class ThreadPoolStarvation
{
    // More than the pool adds in the time: it adds one or two a second.
    private const int Threads = 200;

    /// <summary>Blocks so many of them for a while; those whose turn comes only then are not blocked any more.</summary>
    public static void Begin(TimeSpan duration)
    {
        var until = HistoryLine.Now + duration.TotalSeconds;
        for (var i = 0; i < Threads && duration > TimeSpan.Zero; i++)
        {
            ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(TimeSpan.FromSeconds(Math.Max(0, until - HistoryLine.Now))));
        }
    }
}
