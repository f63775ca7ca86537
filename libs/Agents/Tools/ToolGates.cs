using System.Runtime.CompilerServices;

namespace Switchyard.Agents.Tools;

/// <summary>Keeps each tool's calls to as many at once as it allows, over all invokers of the process: each run has an invoker of its own, and they share the tools.</summary>
internal static class ToolGates
{
    // Weak, so that a gate ends with its tool.
    private static readonly ConditionalWeakTable<ITool, SemaphoreSlim> s_gates = [];

    public static SemaphoreSlim Of(ITool tool) => s_gates.GetValue(tool, static key => new SemaphoreSlim(Math.Max(1, key.Definition.MaxConcurrency)));
}
