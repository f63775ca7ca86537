using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Sandbox;

namespace Switchyard.Agents.Tools.Code;

/// <summary>Runs Python code, each call in a sandbox of its own: nothing is left of one for the next.</summary>
public sealed class RunCodeTool : ITool
{
    private readonly PythonSandbox _sandbox;
    private readonly IArtefactStore? _store;

    /// <summary>Initializes a new instance of the <see cref="RunCodeTool"/> class.</summary>
    /// <param name="options">What the code may do. With the network or the system within its reach, calls are of the class unsafe.</param>
    /// <param name="store">What keeps the files it writes; <see langword="null"/> where nothing does.</param>
    /// <param name="time">The clock of the time limits.</param>
    public RunCodeTool(SandboxOptions options, IArtefactStore? store, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _sandbox = new PythonSandbox(options, time);
        Definition = new ToolDefinition
        {
            Name = "run_code",
            Description = "Run Python code in a sandbox.",
            Category = ToolCategories.Code,
            Effect = CodeOutputs.EffectOf(options),
            WhenToUse = "Use it for a program, a loop or a simulation that no other tool does.",
            Parameters = [new("code", ToolParameterKind.Text, "Python code; print what is to be seen.") { MaxLength = options.MaxCodeBytes }],
            Tags = ["python", "code", "program", "script", "execute", "run", "simulate"],
            Examples = ["Run this Python code: print(2**10)", "Write a program that lists the first ten squares"],
            Timeout = options.StartLimit + options.TimeLimit + TimeSpan.FromSeconds(5),
            MaxConcurrency = Math.Max(2, Environment.ProcessorCount),
        };
    }

    /// <inheritdoc/>
    public ToolDefinition Definition { get; }

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            var session = await _sandbox.StartSessionAsync(cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var result = await session.ExecuteAsync(arguments.GetText("code"), cancellationToken).ConfigureAwait(false);
                var files = await CodeOutputs.ArtefactsOf(result).KeepAsync(_store, context.RunId, cancellationToken).ConfigureAwait(false);
                var output = string.Join('\n', new[] { CodeOutputs.Read(result), files }.Where(static part => part.Length > 0));
                return result.Error is null ? ToolResult.Success(output) : ToolResult.Failure(output.Length > 0 ? $"{result.Error}\n{output}" : result.Error);
            }
        }
        catch (SandboxUnavailableException exception)
        {
            return ToolResult.Failure(exception.Message);
        }
    }
}
