using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>A call of a model's answer, checked against the tools there are.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Name">The tool's name as the model wrote it.</param>
/// <param name="Arguments">The arguments, a JSON object; an empty one where they cannot be read.</param>
/// <param name="Tool">The tool; <see langword="null"/> where the call cannot be made.</param>
/// <param name="Values">The arguments as the tool takes them.</param>
/// <param name="Problem">Why the call cannot be made, for the model to read.</param>
internal sealed record PreparedCall(string Id, string Name, JsonElement? Arguments, ITool? Tool, ToolArguments? Values, string? Problem)
{
    [MemberNotNullWhen(true, nameof(Tool), nameof(Arguments), nameof(Values))]
    public bool CanBeMade => Problem is null;

    public static PreparedCall Of(ToolCall call, IReadOnlyList<string> shown, ToolBox tools)
    {
        var (id, name) = (call.Id ?? "", call.Function?.Name ?? "");
        if (call.Function?.Arguments is not { } text)
        {
            return new PreparedCall(id, name, null, null, null, "the arguments are not valid JSON");
        }

        using var document = JsonDocument.Parse(text);
        var arguments = document.RootElement.Clone();
        if (!shown.Contains(name) || !tools.TryGet(name, out var tool))
        {
            return new PreparedCall(id, name, arguments, null, null, $"there is no tool named '{(name.Length <= 64 ? name : name[..64] + "…")}'");
        }

        var read = ToolArgumentsReader.Read(tool.Definition, arguments.EnumerateObject().Select(member => new KeyValuePair<string, object?>(member.Name, member.Value)));
        return read.IsValid ? new PreparedCall(id, name, arguments, tool, read.Arguments, null) : new PreparedCall(id, name, arguments, null, null, read.Error);
    }
}
