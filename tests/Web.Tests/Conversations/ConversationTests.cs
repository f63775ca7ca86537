using Switchyard.Web.Conversations;
using Xunit;

namespace Switchyard.Web.Tests.Conversations;

public sealed class ConversationTests : IAsyncDisposable
{
    private static readonly ChatTarget s_target = new(ChatTargetKind.Model, "m", "");

    private readonly ScriptedSource _source = new();
    private readonly Conversation _conversation;
    private int _changes;

    public ConversationTests()
    {
        _conversation = new Conversation([_source], TimeProvider.System);
        _conversation.Changed += () => _changes++;
    }

    public ValueTask DisposeAsync() => _conversation.DisposeAsync();

    [Fact]
    public void Ask_Question_IsTrimmedAndUnderWay()
    {
        _conversation.Ask("  Hello\n", s_target);

        Assert.True(_conversation.IsBusy);
        Assert.Equal("Hello", Assert.Single(_conversation.Turns).Question);
        Assert.True(_changes > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Ask_Blank_IsNoTurn(string question)
    {
        _conversation.Ask(question, s_target);

        Assert.Empty(_conversation.Turns);
    }

    [Fact]
    public void Ask_WhileBusy_IsNoTurn()
    {
        _conversation.Ask("one", s_target);
        _conversation.Ask("two", s_target);

        Assert.Equal("one", Assert.Single(_conversation.Turns).Question);
    }

    [Fact]
    public async Task Ask_SecondQuestion_KnowsTheFirst()
    {
        _conversation.Ask("one", s_target);
        await _source.FinishAsync();
        _conversation.Ask("two", s_target);

        Assert.Equal(["one"], _source.Contexts[1].EarlierTurns.Select(static turn => turn.Question));
        Assert.Equal(_conversation.Id, _source.Contexts[1].ConversationId);
    }

    [Fact]
    public async Task StopAsync_UnderWay_EndsAsStopped()
    {
        _conversation.Ask("one", s_target);

        await _conversation.StopAsync();
        await _source.Ended;

        Assert.True(_source.WasStopped);
        Assert.Equal(AnswerStatus.Stopped, _conversation.Turns[0].Answer.Status);
        Assert.False(_conversation.IsBusy);
    }

    [Fact]
    public async Task StopAsync_Idle_DoesNothing()
    {
        await _conversation.StopAsync();

        Assert.Equal(0, _changes);
    }

    [Fact]
    public async Task ResetAsync_UnderWay_StopsAndBeginsAnew()
    {
        var first = _conversation.Id;
        _conversation.Ask("one", s_target);

        await _conversation.ResetAsync();

        Assert.Empty(_conversation.Turns);
        Assert.NotEqual(first, _conversation.Id);
        Assert.Matches("^web-[0-9a-f]{32}$", _conversation.Id);
    }

    [Fact]
    public async Task DisposeAsync_UnderWay_LeavesWithoutStopping()
    {
        _conversation.Ask("one", s_target);

        await _conversation.DisposeAsync();

        Assert.True(_source.Ended.IsCompleted);
        Assert.False(_source.WasStopped);
    }

    [Fact]
    public void Key_Targets_AreDistinct()
        => Assert.Equal(["agent:m", "model:m"], new[] { new ChatTarget(ChatTargetKind.Agent, "m", ""), s_target }.Select(static target => target.Key));

    [Fact]
    public async Task Ask_SourceThrowsUnexpectedly_EndsTheAnswerAsFailed()
    {
        await using var conversation = new Conversation([new BrokenSource()], TimeProvider.System);

        conversation.Ask("Hello", s_target);

        Assert.False(conversation.IsBusy);
        Assert.Equal("The answer could not be read (FormatException).", Assert.Single(conversation.Turns).Answer.Problem);
    }

    private sealed class BrokenSource : IAnswerSource
    {
        public ChatTargetKind Kind => ChatTargetKind.Model;

        public Task AnswerAsync(Turn turn, ConversationContext context, Action changed, CancellationToken stopped, CancellationToken left) => throw new FormatException();
    }

    private sealed class ScriptedSource : IAnswerSource
    {
        private TaskCompletionSource _finish = new();

        public ChatTargetKind Kind => ChatTargetKind.Model;

        public List<ConversationContext> Contexts { get; } = [];

        public Task Ended { get; private set; } = Task.CompletedTask;

        public bool WasStopped { get; private set; }

        public Task AnswerAsync(Turn turn, ConversationContext context, Action changed, CancellationToken stopped, CancellationToken left)
        {
            Contexts.Add(context);
            _finish = new TaskCompletionSource();
            Ended = RunAsync(turn, changed, stopped, left);
            return Ended;
        }

        public Task FinishAsync()
        {
            _finish.SetResult();
            return Ended;
        }

        private async Task RunAsync(Turn turn, Action changed, CancellationToken stopped, CancellationToken left)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, left);
            try
            {
                changed();
                await _finish.Task.WaitAsync(either.Token);
                turn.Answer.End(AnswerStatus.Completed, TimeSpan.Zero);
            }
            catch (OperationCanceledException)
            {
                WasStopped = stopped.IsCancellationRequested;
                turn.Answer.End(AnswerStatus.Stopped, TimeSpan.Zero);
            }
        }
    }
}
