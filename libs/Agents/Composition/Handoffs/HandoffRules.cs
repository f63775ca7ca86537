using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>What holds for all handoffs of a run.</summary>
/// <param name="MaxHandoffs">How many there may be.</param>
/// <param name="Hooks">Who sees each before it happens, and may change or refuse it.</param>
internal sealed record HandoffRules(int MaxHandoffs, HookPipeline Hooks);
