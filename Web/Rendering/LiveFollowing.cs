using Switchyard.AgentClient;
using Switchyard.QueueClient;

namespace Switchyard.Web.Rendering;

/// <summary>Follows something for a component, which calls it and reads it on its own dispatcher; what happens is taken in there too.</summary>
/// <param name="changed">Is told what happened; <see langword="null"/> when only the connection is another.</param>
internal abstract class LiveFollowing<T>(Action<T?> changed) : IAsyncDisposable
    where T : class
{
    private readonly CancellationTokenSource _left = new();
    private Task _following = Task.CompletedTask;

    /// <summary>Gets why nothing comes.</summary>
    public string? Interruption { get; private set; }

    /// <summary>Gets why nothing will come any more.</summary>
    public string? Problem { get; private set; }

    /// <summary>Follows it from where it was left, unless it is followed already or is not to be.</summary>
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

    /// <summary>Reads what happens after what was taken in.</summary>
    private protected abstract IAsyncEnumerable<T> ReadAsync(string id, Action<string?> interrupted, CancellationToken cancellationToken);

    private protected abstract void Add(T item);

    private async Task FollowAsync(string id)
    {
        try
        {
            await foreach (var item in ReadAsync(id, Interrupt, _left.Token))
            {
                Add(item);
                changed(item);
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The person went to another page.
        }
        catch (Exception refused) when (refused is AgentHostRefusedException or RouterRefusedException)
        {
            Problem = refused.Message;
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
