using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>An agent with a scripted model, a journal and a clock that stands. Each <see cref="Agent"/> is like one of another process over the same journal.</summary>
internal sealed class AgentBench(params IReadOnlyList<ScriptedAnswer> answers)
{
    private readonly ConcurrentQueue<AgentEvent> _events = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ManualTimeProvider Time { get; } = new();

    public IRunJournal Journal { get => field ??= new MemoryRunJournal(Time); set; }

    public ScriptedChatClient Model { get; } = new(answers);

    public AgentDefinition Definition { get; set; } = new() { Id = "tester", Model = "m" };

    public IReadOnlyList<ITool> Tools { get; set; } = [];

    public HookPipeline Hooks { get; set; } = HookPipeline.Empty;

    public ICodeRunner? Code { get; set; }

    public IArtefactStore? Artefacts { get; set; }

    public Func<string, ModelPrice?>? Price { get; set; }

    public Guid RunId { get; } = Guid.NewGuid();

    public IReadOnlyList<AgentEvent> Events => [.. _events];

    public AgentServices Services => new() { Model = Model, Tools = new ToolBox(Tools), Hooks = Hooks, Time = Time, Code = Code, Artefacts = Artefacts, Price = Price, Backend = "scripted" };

    public GraphAgent Agent(IRunJournal? journal = null) => new(Definition, Services, journal ?? Journal, new AgentGraphs());

    public AgentTask Task(string input = "What is 15*23?") => new(input) { RunId = RunId, User = "ada", OnEvent = _events.Enqueue };

    public Task<AgentResult> RunAsync(string input = "What is 15*23?") => Agent().RunAsync(Task(input), Cancellation);

    public Task<AgentResult> ResumeAsync() => Agent().ResumeAsync(RunId, _events.Enqueue, Cancellation);

    public Task<AgentState> ReadStateAsync() => Agent().ReadStateAsync(RunId, null, Cancellation);

    public Task<IReadOnlyList<JournalEntry>> ReadAsync() => Journal.ReadAsync(RunId, 0, int.MaxValue, Cancellation);

    /// <summary>The text of the last message of each request, which is what the model was told last.</summary>
    public IReadOnlyList<string> Asked => [.. Model.Requests.Select(messages => TextOf(messages[^1]))];

    public static string TextOf(ChatMessage message) => message.Contents is [FunctionResultContent result] ? (string)result.Result! : message.Text;
}
