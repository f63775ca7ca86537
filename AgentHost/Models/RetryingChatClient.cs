using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Providers;

namespace Switchyard.AgentHost.Models;

/// <summary>Tries a model call again while nothing of its answer has arrived: twice, after a random part of 1 and then 2 seconds, or when the Router says.</summary>
internal sealed partial class RetryingChatClient(IChatClient inner, HookPipeline hooks, IOptions<AgentHostOptions> options, TimeProvider time, ILogger<RetryingChatClient> logger)
    : DelegatingChatClient(inner)
{
    private const int MaxAttempts = 3;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> sent = [.. messages];
        for (var attempt = 1; ; attempt++)
        {
            var updates = base.GetStreamingResponseAsync(sent, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (updates)
            {
                if (await TryStartAsync(updates, attempt, cancellationToken) is { } wait)
                {
                    await Task.Delay(wait, time, cancellationToken);
                    continue;
                }

                do
                {
                    yield return updates.Current;
                }
                while (await updates.MoveNextAsync());
                yield break;
            }
        }
    }

    // Null when there is a first update; otherwise how long to wait. Errors that will not pass go to the caller.
    private async Task<TimeSpan?> TryStartAsync(IAsyncEnumerator<ChatResponseUpdate> updates, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await updates.MoveNextAsync() ? null : throw new ProviderException(new ProviderError("The model ended its answer before it began.") { Code = ProviderErrorCodes.InvalidResponse });
        }
        catch (ProviderException exception) when (attempt < MaxAttempts && exception.MayPass)
        {
            var wait = exception.RetryAfter is { } asked ? TimeSpan.FromTicks(Math.Min(asked.Ticks, s_longestWait.Ticks)) : Jitter(attempt);
            if (CurrentModelCall.Context is { } call)
            {
                wait = await AskHooksAsync(call, exception, attempt, wait, cancellationToken);
            }

            LogRetry(attempt, exception.Message, wait);
            return wait;
        }
    }

    /// <returns>How long to wait.</returns>
    private async Task<TimeSpan> AskHooksAsync(ModelHookContext call, ProviderException exception, int attempt, TimeSpan wait, CancellationToken cancellationToken)
    {
        var failure = new ErrorHookContext(HookPoint.Retrying)
        {
            RunId = call.RunId,
            Agent = call.Agent,
            User = call.User,
            Step = call.Step,
            Node = call.Node,
            Operation = "model",
            Error = exception.Message,
            Exception = exception,
            Attempts = attempt,
            Delay = wait,
        };
        var verdict = await hooks.RunAsync(failure, cancellationToken);
        return verdict.IsVetoed
            ? throw new ProviderException(new ProviderError($"{exception.Message} It was not tried again: {verdict.Reason} ({verdict.Hook})") { Code = exception.Code, StatusCode = exception.StatusCode }, exception)
            : failure.Delay;
    }

    private TimeSpan Jitter(int attempt) => options.Value.ModelRetryDelay * Math.Pow(2, attempt - 1) * Random.Shared.NextDouble();

    [LoggerMessage(EventId = EventIds.ModelRetried, Level = LogLevel.Warning, Message = "Model call {Attempt} was refused and is tried again after {Wait}: {Reason}.")]
    private partial void LogRetry(int attempt, string reason, TimeSpan wait);
}
