using System.Runtime.ExceptionServices;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools.Outputs;

namespace Switchyard.Agents.Tools;

/// <summary>
/// Calls tools the way an agent needs it: arguments checked, time and concurrency limited, output capped, and every failure a result. Where the tool box has
/// <see cref="ReadOutputTool"/>, what is cut off an output can be read on with it. Safe for concurrent calls.
/// </summary>
/// <param name="tools">The tools there are.</param>
/// <param name="maxOutputLength">The longest output in characters; what is over it is cut and the model is told so.</param>
/// <param name="time">The clock of the time limits.</param>
public sealed class ToolInvoker(ToolBox tools, int maxOutputLength, TimeProvider time)
{
    private readonly ToolOutputs? _outputs = tools.TryGet(ReadOutputTool.Name, out var tool) && tool is ReadOutputTool reader ? reader.Outputs : null;

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
            return ToolResult.Failure($"there is no tool named '{(name.Length <= 64 ? name : name[..64] + "…")}'");
        }

        var read = ToolArgumentsReader.Read(tool.Definition, arguments);
        return read.IsValid ? Cap(tool, context, await WaitAndRunAsync(tool, read.Arguments, context, ToFailure, cancellationToken).ConfigureAwait(false)) : ToolResult.Failure(read.Error);
    }

    /// <summary>Calls a tool as an effect: where nobody knows whether the call happened, that is thrown, and what says that it did not is let through.</summary>
    /// <exception cref="ToolBrokenException">The tool broke off, and its calls must not be repeated blindly.</exception>
    internal Task<ToolResult> PerformAsync(ITool tool, ToolArguments arguments, ToolContext context, CancellationToken cancellationToken) =>
        WaitAndRunAsync(tool, arguments, context, ToEffect, cancellationToken);

    /// <summary>Cuts what is longer than the model is shown.</summary>
    internal ToolResult Cap(ITool tool, ToolContext context, ToolResult result)
    {
        if (result.Output.Length <= maxOutputLength)
        {
            return result;
        }

        var end = char.IsHighSurrogate(result.Output[maxOutputLength - 1]) ? maxOutputLength - 1 : maxOutputLength;
        // What was read out of a kept output is kept already.
        var handle = tool is ReadOutputTool ? null : _outputs?.Keep(context.User, result.Output);
        var how = handle is null ? string.Empty : $"; {ReadOutputTool.Name} with handle {handle} and from {end} reads on";
        return result with { Output = $"{result.Output[..end]}\n(cut: {maxOutputLength} of {result.Output.Length} characters shown{how})" };
    }

    private static ToolResult ToFailure(ITool tool, string message, Exception exception) => ToolResult.Failure(message);

    private static ToolResult ToEffect(ITool tool, string message, Exception exception)
    {
        if (exception is EffectDidNotHappenException or CodeUnavailableException)
        {
            ExceptionDispatchInfo.Throw(exception);
        }

        return tool.Definition.Effect is EffectClass.Pure or EffectClass.Idempotent ? ToolResult.Failure(message) : throw new ToolBrokenException(message, exception);
    }

    // The wait for a free place has the tool's time limit too, and the call then has its own: a busy tool is not a slow one.
    private async Task<ToolResult> WaitAndRunAsync(ITool tool, ToolArguments arguments, ToolContext context, Func<ITool, string, Exception, ToolResult> onBroken, CancellationToken cancellationToken)
    {
        var gate = ToolGates.Of(tool);
        if (!await WaitAsync(gate, tool.Definition.Timeout, cancellationToken).ConfigureAwait(false))
        {
            return ToolResult.Failure($"{tool.Definition.Name} is busy: {tool.Definition.MaxConcurrency} calls of it are under way");
        }

        try
        {
            return await RunAsync(tool, arguments, context, onBroken, cancellationToken).ConfigureAwait(false);
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

    private async Task<ToolResult> RunAsync(ITool tool, ToolArguments arguments, ToolContext context, Func<ITool, string, Exception, ToolResult> onBroken, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(tool.Definition.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await tool.InvokeAsync(arguments, context, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return onBroken(tool, $"{tool.Definition.Name} took longer than {tool.Definition.Timeout.TotalSeconds:0.#} seconds", exception);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or EffectWaitsException))
        {
            // A tool that breaks must not end the run. The exception's text stays here: it may hold paths or addresses.
            return onBroken(tool, $"{tool.Definition.Name} failed ({exception.GetType().Name})", exception);
        }
    }
}
