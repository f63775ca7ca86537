using System.Text.Json;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Acts by Python code: the model writes some, it is run, what it printed goes back, until the model answers without code (Wang et al., 2024, arXiv:2402.01030).</summary>
/// <param name="services">What agents work with; <see cref="AgentServices.Code"/> is required.</param>
public class CodeActGraph(AgentServices services) : AgentGraphBuilder(services)
{
    private const string Write = "write";
    private const string Run = "run";
    private const string DefaultSystemPrompt = "Solve the task with Python code in a ```python block. When you know the answer, reply with it.";

    /// <inheritdoc/>
    public override string Kind => AgentKinds.CodeAct;

    /// <inheritdoc/>
    public override bool ShowsTools => false;

    /// <inheritdoc/>
    public override IEnumerable<string> Check(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return
        [
            .. base.Check(definition),
            .. Services.Code is null ? [$"Kind '{Kind}' runs code, and nothing here does: give AgentServices.Code."] : Array.Empty<string>(),
            .. definition.Agents.Count > 0 ? [$"Kind '{Kind}' calls no tools, and so no agents: leave Agents out or choose another kind."] : Array.Empty<string>(),
        ];
    }

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddNode(graph, Write, WriteAsync);
        AddNode(graph, Run, RunAsync);
        graph.SetEntry(Write);
        AddEdge(graph, Write, Run);
        AddEdge(graph, Run, Write);
    }

    /// <summary>Asks the model; an answer without code is the end.</summary>
    protected virtual async ValueTask<AgentState> WriteAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var prompt = Prompt(state) with { System = state.Definition.SystemPrompt is { Length: > 0 } own ? own : DefaultSystemPrompt, Tools = [] };
        var (asked, answer) = await AskModelAsync(context, state, prompt, isThought: false, cancellationToken).ConfigureAwait(false);
        if (asked.Error is not null)
        {
            return asked;
        }

        var next = asked.With(answer.ToMessage() with { ToolCalls = null });
        return answer.Text.Length == 0 ? next.Fail("The model gave an empty answer.")
            : CodeBlock.Find(answer.Text) is null ? next with { Output = answer.Text }
            : next;
    }

    /// <summary>Runs the code of the last message; what it printed becomes a message.</summary>
    protected virtual async ValueTask<AgentState> RunAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        string[] blocks = [.. state.Messages.Skip(state.Given).Where(message => message.Role == "assistant").Select(message => CodeBlock.Find(message.Content!.ToText())).OfType<string>()];
        if (blocks.Count(block => block == blocks[^1]) >= AgentSettings.MaxIdenticalCalls.NumberOf(state.Definition))
        {
            return state.Fail("The model repeated the same code and was stopped.");
        }

        var (called, outcomes) = await CallAsync(context, state, [Prepare(state, blocks)], cancellationToken).ConfigureAwait(false);
        return called.Error is not null ? called
            : outcomes[0].EndsRun ? called.Fail(outcomes[0].Error!)
            : called.With(new ChatMessage { Role = "user", Content = $"Output:\n{outcomes[0].Output}" });
    }

    /// <summary>Code is a call like that of a tool: hooks see it, and a person may have to approve it.</summary>
    private PreparedCall Prepare(AgentState state, string[] blocks)
    {
        var arguments = JsonSerializer.SerializeToElement(new Dictionary<string, string> { [CodeTool.Parameter] = blocks[^1] }, ToolJsonContext.Default.DictionaryStringString);
        var tool = new CodeTool(Services.Code!, Services.Artefacts, blocks[..^1]);
        var read = ToolArgumentsReader.Read(tool.Definition, [new KeyValuePair<string, object?>(CodeTool.Parameter, blocks[^1])]);
        return new PreparedCall($"code_{state.Iteration}", CodeTool.Name, arguments, tool, read.Arguments, read.Error);
    }
}
