namespace Switchyard.Web.Conversations;

/// <summary>The playground's conversation: its turns, and the one answer that may be under way. Lives as long as the browser tab's circuit.</summary>
internal sealed class Conversation(IEnumerable<IAnswerSource> sources, TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<ChatTargetKind, IAnswerSource> _sources = sources.ToDictionary(static source => source.Kind);
    private readonly List<Turn> _turns = [];
    private readonly CancellationTokenSource _left = new();
    private CancellationTokenSource? _stop;
    private Task _work = Task.CompletedTask;

    /// <summary>Raised from any thread, very often while an answer streams.</summary>
    public event Action? Changed;

    public IReadOnlyList<Turn> Turns => _turns;

    public string? TargetKey { get; set; }

    public string Id { get; private set; } = NewId();

    public bool IsBusy => _turns is [.., var last] && last.Answer.IsOpen;

    public bool IsStopping => IsBusy && _stop is { IsCancellationRequested: true };

    /// <summary>Asks <paramref name="target"/>; does nothing while another answer is under way or the question is blank.</summary>
    public void Ask(string question, ChatTarget target)
    {
        if (IsBusy || string.IsNullOrWhiteSpace(question))
        {
            return;
        }

        var context = new ConversationContext(Id, [.. _turns]);
        var turn = new Turn(question.Trim(), target, new Answer(time.GetTimestamp()));
        _turns.Add(turn);
        _stop?.Dispose();
        _stop = new CancellationTokenSource();
        _work = RunAsync(turn, context, _stop.Token);
    }

    public async Task StopAsync()
    {
        if (IsBusy && _stop is { } stop)
        {
            await stop.CancelAsync();
            Notify();
        }
    }

    /// <summary>Stops what is under way and begins anew, with a history of its own.</summary>
    public async Task ResetAsync()
    {
        await StopAsync();
        await _work;
        _turns.Clear();
        Id = NewId();
        Notify();
    }

    /// <summary>Leaves the answer that is under way. The tab is gone, but nobody pressed stop.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_left.IsCancellationRequested)
        {
            return;
        }

        await _left.CancelAsync();
        await _work;
        _stop?.Dispose();
        _left.Dispose();
    }

    private static string NewId() => $"web-{Guid.CreateVersion7():N}";

    private async Task RunAsync(Turn turn, ConversationContext context, CancellationToken stopped)
    {
        Notify();
        try
        {
            await _sources[turn.Target.Kind].AnswerAsync(turn, context, Notify, stopped, _left.Token);
        }
        catch (Exception exception) when (turn.Answer.IsOpen)
        {
            // The boundary of a turn: what a source did not expect ends this answer, never the conversation.
            turn.Answer.End(AnswerStatus.Failed, time.GetElapsedTime(turn.Answer.StartedAt), $"The answer could not be read ({exception.GetType().Name}).");
        }

        Notify();
    }

    private void Notify() => Changed?.Invoke();
}
