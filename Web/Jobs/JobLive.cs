using Switchyard.QueueClient;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Jobs;

/// <summary>Follows one job for a component, which calls it and reads it on its own dispatcher; events are taken in there too.</summary>
internal sealed class JobLive(JobClient jobs, Action<JobNews?> changed) : IAsyncDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Task _following = Task.CompletedTask;

    /// <summary>Gets what the events that came so far come to.</summary>
    public JobTranscript Transcript { get; } = new();

    /// <summary>Gets why nothing comes.</summary>
    public string? Interruption { get; private set; }

    /// <summary>Gets why nothing will come any more.</summary>
    public string? Problem { get; private set; }

    /// <summary>Follows the job from where it was left, unless it is followed already or is not to be.</summary>
    public void Follow(string id)
    {
        if (_following.IsCompleted && Problem is null && !_left.IsCancellationRequested)
        {
            _following = FollowAsync(id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        await _following;
        _left.Dispose();
    }

    private async Task FollowAsync(string id)
    {
        try
        {
            await foreach (var news in jobs.FollowAsync(id, Transcript.LastSequence, Interrupt, _left.Token))
            {
                Transcript.Add(news);
                changed(news);
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The person went to another page.
        }
        catch (RouterRefusedException exception)
        {
            Problem = exception.Message;
            changed(null);
        }
    }

    // Called from wherever the connection was lost; one reference is written whole.
    private void Interrupt(string? problem)
    {
        if (problem != Interruption)
        {
            Interruption = problem;
            changed(null);
        }
    }
}
