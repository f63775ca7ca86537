using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Switchyard.Agents.Tools;

/// <summary>Shows a tool to a chat client without letting the client call it: the agent calls tools itself.</summary>
internal sealed class ToolDeclaration(ToolDefinition definition) : AIFunctionDeclaration
{
    public override string Name => definition.Name;

    public override string Description => definition.Description;

    public override JsonElement JsonSchema => definition.JsonSchema;
}
