using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;

namespace Switchyard.Agents.Tools.Retries;

/// <summary>Says which calls may be made again, and waits between them.</summary>
/// <param name="guard">Who is asked before a call is made again.</param>
/// <param name="time">The clock of the waits.</param>
internal sealed class ToolRetries(RetryGuard guard, TimeProvider time)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <summary>Makes a call until it answers for good, as often as its tool allows.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="context">As which call it is called: the same each time, its key included.</param>
    /// <param name="tryAsync">Makes the call once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ToolAttempt> RunAsync(ITool tool, ToolContext context, Func<Task<ToolAttempt>> tryAsync, CancellationToken cancellationToken)
    {
        for (var made = 1; ; made++)
        {
            var attempt = await tryAsync().ConfigureAwait(false);
            if (made >= tool.Definition.MaxAttempts || !MayPass(attempt) || tool.Definition.Effect == EffectClass.Unsafe)
            {
                return attempt;
            }

            if (tool.Definition.Effect == EffectClass.AsksRemote && await FindOutcomeAsync(tool, context, attempt, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return known;
            }

            if (await guard(new FailedAttempt(tool.Definition, made, attempt, DelayAfter(tool.Definition, made)), cancellationToken).ConfigureAwait(false) is not { } delay)
            {
                return attempt;
            }

            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Where there is nothing that runs code, there is none a moment later.
    private static bool MayPass(ToolAttempt attempt) => attempt.Broken is null ? attempt.Result.MayPass : attempt.Broken is not CodeUnavailableException;

    private static TimeSpan DelayAfter(ToolDefinition tool, int made)
    {
        var delay = tool.RetryDelay * Math.Pow(2, made - 1);
        return delay < s_longestWait ? delay : s_longestWait;
    }

    /// <summary>Asks the other side about a call, which must not be made again where it happened or may have.</summary>
    /// <returns>What is known of it; <see langword="null"/> where it did not happen.</returns>
    private static async Task<ToolAttempt?> FindOutcomeAsync(ITool tool, ToolContext context, ToolAttempt attempt, CancellationToken cancellationToken)
    {
        if (tool is not IAsksRemoteTool remote)
        {
            return attempt;
        }

        try
        {
            return await remote.AskStatusAsync(context.Key, context, cancellationToken).ConfigureAwait(false) is { } result ? new ToolAttempt(result) : null;
        }
#pragma warning disable CA1031 // Who cannot be asked does not know: the caller decides, who asks once more.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return attempt;
        }
    }
}
