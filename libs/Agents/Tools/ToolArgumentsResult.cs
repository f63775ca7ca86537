using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Agents.Tools;

/// <summary>The checked arguments, or what is wrong with them.</summary>
internal readonly record struct ToolArgumentsResult(ToolArguments? Arguments, string? Error)
{
    [MemberNotNullWhen(true, nameof(Arguments))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Arguments is not null;
}
