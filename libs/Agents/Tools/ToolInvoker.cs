namespace Switchyard.Agents.Tools;

/// <summary>Calls tools the way an agent needs it: arguments checked, time limited, output capped, and every failure a result.</summary>
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
        if (!tools.TryGet(name, out var tool))
        {
            return ToolResult.Failure($"there is no tool named '{(name.Length <= 64 ? name : name[..64] + "…")}'");
        }

        var read = ToolArgumentsReader.Read(tool.Definition, arguments);
        return read.IsValid ? Cap(await RunAsync(tool, read.Arguments, context, cancellationToken).ConfigureAwait(false)) : ToolResult.Failure(read.Error);
    }

    private async Task<ToolResult> RunAsync(ITool tool, ToolArguments arguments, ToolContext context, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(tool.Definition.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await tool.InvokeAsync(arguments, context, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Failure($"{tool.Definition.Name} took longer than {tool.Definition.Timeout.TotalSeconds:0.#} seconds");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A tool that breaks must not end the run. The exception's text stays here: it may hold paths or addresses.
            return ToolResult.Failure($"{tool.Definition.Name} failed ({exception.GetType().Name})");
        }
    }

    private ToolResult Cap(ToolResult result)
    {
        if (result.Output.Length <= maxOutputLength)
        {
            return result;
        }

        var end = char.IsHighSurrogate(result.Output[maxOutputLength - 1]) ? maxOutputLength - 1 : maxOutputLength;
        return result with { Output = $"{result.Output[..end]}\n(cut: {maxOutputLength} of {result.Output.Length} characters shown)" };
    }
}
