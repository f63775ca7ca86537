using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.Agents.Reasoning;

/// <summary>What agents work with. Immutable; shared by all agents of a host.</summary>
public sealed record AgentServices
{
    /// <summary>Gets the model. It must not call functions by itself.</summary>
    public required IChatClient Model { get; init; }

    /// <summary>Gets the tools there are; a definition says which of them its agent has.</summary>
    public required ToolBox Tools { get; init; }

    /// <summary>Gets the hooks. Those around a call of a model or tool run with it: what they change, refuse or replace is part of its journalled result.</summary>
    public HookPipeline Hooks { get; init; } = HookPipeline.Empty;

    /// <summary>Gets the clock of durations and time limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Gets what runs code; <see langword="null"/> where no code is run, so that agents that need it cannot be made.</summary>
    public ICodeRunner? Code { get; init; }

    /// <summary>Gets what keeps the files that code writes; <see langword="null"/> where nothing does, so that the model is told of them and nobody can fetch them.</summary>
    public IArtefactStore? Artefacts { get; init; }

    /// <summary>Gets the prices of models by their name; where none is known, tokens cost nothing.</summary>
    public Func<string, ModelPrice?>? Price { get; init; }

    /// <summary>Gets what answers, like <c>openai</c> or <c>local</c>, as results name it.</summary>
    public string Backend { get; init; } = "";

    /// <summary>Gets the longest tool output the model is shown, in characters. Default: 8,000.</summary>
    public int MaxToolOutputLength { get; init; } = 8_000;

    /// <summary>Gets how much of an output that was cut is journalled, so that the model can read on, in characters. Default: 200,000.</summary>
    public int MaxKeptOutputLength { get; init; } = 200_000;

    /// <summary>Gets what the journal names as the owner of runs, for people to read.</summary>
    public string Owner { get; init; } = new GraphRunnerOptions().Owner;

    /// <summary>Gets who is told what happens in any run while it is worked on: tokens, thoughts, calls and results. Called by one thread of a run at a time.</summary>
    public Action<Guid, AgentEvent>? OnAgentEvent { get; init; }

    /// <summary>Gets who is told of the steps, effects and questions of any run, by several threads at once; what it throws is dropped.</summary>
    public Action<RunEvent>? OnRunEvent { get; init; }
}
