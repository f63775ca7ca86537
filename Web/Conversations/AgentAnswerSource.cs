using Microsoft.Extensions.Options;
using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Conversations;

/// <summary>
/// Starts a run at the AgentHost and follows its events. Leaving a run's stream does not end the run: whoever closes the tab
/// finds it on the Runs page. So stopping asks the AgentHost to cancel it and then waits a moment for the run's own last event.
/// </summary>
internal sealed class AgentAnswerSource(RunClient runs, IOptions<WebOptions> options, TimeProvider time) : IAnswerSource
{
    private static readonly TimeSpan s_cancelPatience = TimeSpan.FromSeconds(5);

    public ChatTargetKind Kind => ChatTargetKind.Agent;

    public async Task AnswerAsync(Turn turn, ConversationContext context, Action changed, CancellationToken stopped, CancellationToken left)
    {
        var answer = turn.Answer;
        using var follow = new CancellationTokenSource();
        await using var onStop = stopped.Register(() => _ = StopAsync(answer, follow));
        await using var onLeave = left.Register(() => Leave(follow, stopped));
        try
        {
            await FollowAsync(turn, context, changed, stopped, follow.Token);
            End(answer, AnswerStatus.Failed, "The stream of the run ended early. The run may still be at work: see the Runs page.");
        }
        catch (AgentHostRefusedException refused)
        {
            End(answer, AnswerStatus.Failed, refused.Message);
        }
        catch (HttpRequestException)
        {
            End(answer, AnswerStatus.Failed, ServiceQuery.Unreachable(ServiceNames.AgentHost));
        }
        catch (IOException)
        {
            End(answer, AnswerStatus.Failed, "The connection to the AgentHost broke. The run may still be at work: see the Runs page.");
        }
        catch (OperationCanceledException) when (follow.IsCancellationRequested)
        {
            End(answer, AnswerStatus.Stopped, null);
        }
    }

    private async Task FollowAsync(Turn turn, ConversationContext context, Action changed, CancellationToken stopped, CancellationToken cancellationToken)
    {
        var answer = turn.Answer;
        var request = new StartRunRequest { Input = turn.Question, User = options.Value.User, Conversation = context.ConversationId };
        await foreach (var runEvent in runs.StartAsync(turn.Target.Id, request, Started, cancellationToken))
        {
            RunEventReducer.Apply(answer, runEvent, time.GetElapsedTime(answer.StartedAt));
            changed();
            if (!answer.IsOpen)
            {
                return;
            }
        }

        // Whoever pressed stop before the run had an id finds it stopped as soon as it has one.
        void Started(string runId)
        {
            answer.Begin(runId, model: null, trimmedMessages: null);
            if (stopped.IsCancellationRequested)
            {
                _ = runs.CancelAsync(runId, CancellationToken.None);
            }
        }
    }

    // A stop that is under way is seen through: the run may not have an id to cancel it by yet.
    private static void Leave(CancellationTokenSource follow, CancellationToken stopped)
    {
        if (!stopped.IsCancellationRequested)
        {
            follow.Cancel();
        }
    }

    private async Task StopAsync(Answer answer, CancellationTokenSource follow)
    {
        try
        {
            follow.CancelAfter(s_cancelPatience);
            if (answer.RunId is { } id)
            {
                await runs.CancelAsync(id, CancellationToken.None);
            }
        }
        catch (ObjectDisposedException)
        {
            // The run ended by itself while the request to cancel it was on its way.
        }
    }

    private void End(Answer answer, AnswerStatus status, string? problem)
        => answer.End(status, time.GetElapsedTime(answer.StartedAt), problem);
}
