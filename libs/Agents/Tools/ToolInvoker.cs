using System.Runtime.ExceptionServices;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools.Caching;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Agents.Tools.Retries;

namespace Switchyard.Agents.Tools;

/// <summary>
/// Calls tools the way an agent needs it: arguments checked, time and concurrency limited, what may be repeated repeated, known results given again, output capped, and
/// every failure a result. Safe for concurrent calls.
/// </summary>
/// <param name="tools">The tools there are.</param>
/// <param name="maxOutputLength">The longest output in characters; what is over it is cut and the model is told so.</param>
/// <param name="time">The clock of the time limits.</param>
public sealed class ToolInvoker(ToolBox tools, int maxOutputLength, TimeProvider time)
{
    /// <summary>Calls <paramref name="name"/> with what the model wrote.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled; a tool's own time limit is a result instead.</exception>
    public async Task<ToolResult> InvokeAsync(
        string name, IEnumerable<KeyValuePair<string, object?>> arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        if (!tools.TryGet(name, out var tool))
        {
            return ToolResult.Failure($"there is no tool named '{(name.Length <= 64 ? name : name[..64] + "…")}'") with { CallId = context.CallId };
        }

        var read = ToolArgumentsReader.Read(tool.Definition, arguments);
        var result = read.IsValid
            ? Cap((await CallAsync(tool, read.Arguments, context, static (failed, _) => new(failed.Delay), cancellationToken).ConfigureAwait(false)).Result, kept: null)
            : ToolResult.Failure(read.Error);
        return result with { CallId = context.CallId };
    }

    /// <summary>Calls a tool as an effect: where nobody knows whether the call happened, that is thrown, and what says that it did not is let through.</summary>
    /// <exception cref="ToolBrokenException">The tool broke off, and its calls must not be repeated blindly.</exception>
    internal async Task<ToolResult> PerformAsync(ITool tool, ToolArguments arguments, ToolContext context, RetryGuard guard, CancellationToken cancellationToken)
    {
        var attempt = await CallAsync(tool, arguments, context, guard, cancellationToken).ConfigureAwait(false);
        if (attempt.Broken is EffectDidNotHappenException or CodeUnavailableException)
        {
            ExceptionDispatchInfo.Throw(attempt.Broken);
        }

        return attempt.Broken is null || tool.Definition.Effect is EffectClass.Pure or EffectClass.Idempotent
            ? attempt.Result
            : throw new ToolBrokenException(attempt.Result.ErrorMessage!, attempt.Broken);
    }

    /// <summary>Cuts what is longer than the model is shown.</summary>
    /// <param name="result">What came of the call.</param>
    /// <param name="kept">What is kept of the whole output; <see langword="null"/> for nothing.</param>
    internal ToolResult Cap(ToolResult result, KeptOutput? kept)
    {
        if (result.Output.Length <= maxOutputLength)
        {
            return result;
        }

        var end = char.IsHighSurrogate(result.Output[maxOutputLength - 1]) ? maxOutputLength - 1 : maxOutputLength;
        var how = kept is null ? string.Empty : $"; {ReadOutputTool.Name} with handle {kept.Handle} and from {end} reads on{(kept.Text.Length < result.Output.Length ? $" as far as {kept.Text.Length}" : string.Empty)}";
        return result with { Output = $"{result.Output[..end]}\n(cut: {maxOutputLength} of {result.Output.Length} characters shown{how})" };
    }

    /// <summary>Gives a result that is known, or makes the call as often as its tool allows.</summary>
    private async Task<ToolAttempt> CallAsync(ITool tool, ToolArguments arguments, ToolContext context, RetryGuard guard, CancellationToken cancellationToken)
    {
        var cache = ToolResultCache.Of(tool);
        var key = cache is null ? "" : ToolResultCache.KeyOf(tool.Definition, context, arguments);
        if (cache?.Find(key, time.GetUtcNow()) is { } known)
        {
            return new ToolAttempt(known);
        }

        var attempt = await new ToolRetries(guard, time).RunAsync(tool, context, () => WaitAndRunAsync(tool, arguments, context, cancellationToken), cancellationToken).ConfigureAwait(false);
        cache?.Keep(key, attempt.Result, time.GetUtcNow());
        return attempt;
    }

    // The wait for a free place has the tool's time limit too, and the call then has its own: a busy tool is not a slow one.
    private async Task<ToolAttempt> WaitAndRunAsync(ITool tool, ToolArguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        var gate = ToolGates.Of(tool);
        if (!await WaitAsync(gate, tool.Definition.Timeout, cancellationToken).ConfigureAwait(false))
        {
            return new ToolAttempt(ToolResult.Failure($"{tool.Definition.Name} is busy: {tool.Definition.MaxConcurrency} calls of it are under way"));
        }

        try
        {
            return await RunAsync(tool, arguments, context, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<bool> WaitAsync(SemaphoreSlim gate, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await gate.WaitAsync(linked.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<ToolAttempt> RunAsync(ITool tool, ToolArguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(tool.Definition.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return new ToolAttempt(await tool.InvokeAsync(arguments, context, linked.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new ToolAttempt(ToolResult.Failure($"{tool.Definition.Name} took longer than {tool.Definition.Timeout.TotalSeconds:0.#} seconds"), exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or EffectWaitsException))
        {
            // A tool that breaks must not end the run. The exception's text stays here: it may hold paths or addresses.
            return new ToolAttempt(ToolResult.Failure($"{tool.Definition.Name} failed ({exception.GetType().Name})"), exception);
        }
    }
}
