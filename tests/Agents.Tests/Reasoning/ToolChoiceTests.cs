using System.Collections;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>When agents look through the tools they have: hosts make an agent whenever a run is read, answered or drawn.</summary>
public sealed class ToolChoiceTests
{
    private readonly CountedReads _examples = new();

    [Fact]
    public async Task Agent_ThatChoosesNoTools_DoesNotWeighThem()
    {
        var journal = new MemoryRunJournal(TimeProvider.System);
        var task = new AgentTask("look") { RunId = Guid.NewGuid() };
        await Create(journal).CreateAsync(task, AgentBench.Cancellation);
        var before = _examples.Reads;

        var reader = Create(journal);
        await reader.ReadAsync(task.RunId, AgentBench.Cancellation);
        await reader.ResumeAsync(task.RunId, null, AgentBench.Cancellation);

        Assert.Equal((1, 1), (before, _examples.Reads));
    }

    [Fact]
    public void Agent_ThatChoosesTwice_WeighsThemOnce()
    {
        var agent = Create(new MemoryRunJournal(TimeProvider.System));

        agent.SelectTools("look");
        agent.SelectTools("look again");

        Assert.Equal(1, _examples.Reads);
    }

    private GraphAgent Create(IRunJournal journal)
    {
        var tool = new ActingTool("look");
        var counted = new ActingTool("look") { Definition = tool.Definition with { Examples = _examples } };
        return new GraphAgent(
            new AgentDefinition { Id = "clerk", Tools = ["*"] }, new AgentServices { Model = new ScriptedChatClient(ScriptedAnswer.Say("Done.")), Tools = new ToolBox([counted]) }, journal, new AgentGraphs());
    }

    private sealed class CountedReads : IReadOnlyList<string>
    {
        private readonly List<string> _texts = ["Look at this."];

        public int Count => _texts.Count;

        /// <summary>Gets how often it was read through.</summary>
        public int Reads { get; private set; }

        public string this[int index] => _texts[index];

        public IEnumerator<string> GetEnumerator()
        {
            Reads++;
            return _texts.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
