using Switchyard.Agents.Definitions;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Agents.Tools.Progress;

namespace Switchyard.Agents.Tools;

/// <summary>On whose behalf, and as which call, a tool is called.</summary>
/// <param name="User">The user whose memory and files the tool may touch.</param>
public sealed record ToolContext(string User)
{
    /// <summary>Gets the call's key: the same whenever this call is made again, and that of no other call. A tool whose effect is idempotent passes it on. Empty where nobody keeps a journal.</summary>
    public string Key { get; init; } = "";

    /// <summary>
    /// Gets the call's key in this run alone: another one than <see cref="Key"/> where the run was forked in the middle of the call. What is to be found again by this run, and not shared with the
    /// one it was forked from, is named by it. Default: <see cref="Key"/>.
    /// </summary>
    public string OwnKey { get => field ?? Key; init; }

    /// <summary>Gets the call's id, unique in its run; <see langword="null"/> where it has none.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets who is told how far the call has come; <see langword="null"/> where nobody watches.</summary>
    public IProgress<ToolProgress>? Progress { get; init; }

    /// <summary>Gets the run the call belongs to.</summary>
    public Guid RunId { get; init; }

    /// <summary>Gets what the caller's budget leaves; <see langword="null"/> where there is none. A tool that asks models keeps to it.</summary>
    public AgentBudget? Budget { get; init; }

    /// <summary>Gets where the run's outputs are that were too long to be shown whole; <see langword="null"/> where nobody keeps a journal.</summary>
    public IKeptOutputs? Outputs { get; init; }

    /// <summary>Gets the agents that lead here, outermost first, the calling one included.</summary>
    public IReadOnlyList<string> CallPath { get; init; } = [];
}
