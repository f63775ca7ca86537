using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.Agents.Reasoning.Code;

/// <summary>A model's code as a tool's call.</summary>
/// <param name="runner">What runs it.</param>
/// <param name="store">What keeps the files it writes; <see langword="null"/> where nothing does.</param>
/// <param name="earlier">The code of the run that came before, oldest first.</param>
internal sealed class CodeTool(ICodeRunner runner, IArtefactStore? store, IReadOnlyList<string> earlier) : ITool
{
    /// <summary>The name under which it is journalled and approved.</summary>
    public const string Name = "python";

    public const string Parameter = "code";

    public ToolDefinition Definition { get; } = new()
    {
        Name = Name,
        Description = "Run Python code.",
        WhenToUse = "Use it where code finds the answer.",
        Category = ToolCategories.Code,
        Effect = runner.Effect,
        Parameters = [new ToolParameter(Parameter, ToolParameterKind.Text, "The code.") { MaxLength = 256 * 1024 }],

        // The runner has limits of its own; this one is for a runner that does not answer.
        Timeout = TimeSpan.FromMinutes(10),
    };

    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        var isLost = earlier.Count > 0 && !runner.HasState(context.RunId);
        if (isLost && runner.Effect == EffectClass.Pure)
        {
            isLost = await RestoreAsync(context.RunId, cancellationToken).ConfigureAwait(false);
        }

        var result = await RunAsync(context.RunId, arguments.GetText(Parameter), cancellationToken).ConfigureAwait(false);
        var files = await result.Artefacts.KeepAsync(store, context.RunId, cancellationToken).ConfigureAwait(false);
        var output = string.Join('\n', new[] { isLost ? "(What earlier code defined is gone.)" : "", result.Output.TrimEnd(), result.Error ?? "", files }.Where(part => part.Length > 0));
        return new ToolResult(output, result.Error);
    }

    /// <summary>Runs the earlier code once more, in a process that has not seen it: it changes nothing outside.</summary>
    /// <returns>Whether what it defined is gone all the same.</returns>
    private async Task<bool> RestoreAsync(Guid runId, CancellationToken cancellationToken)
    {
        var isLost = false;
        foreach (var code in earlier)
        {
            isLost |= (await RunAsync(runId, code, cancellationToken).ConfigureAwait(false)).IsStateLost;
        }

        return isLost;
    }

    private async Task<CodeRunResult> RunAsync(Guid runId, string code, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.RunAsync(runId, code, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException exception)
        {
            throw new CodeUnavailableException(exception.Message, exception);
        }
    }
}
