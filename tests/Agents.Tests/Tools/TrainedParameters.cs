using System.Text.Json;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Tools;

/// <summary>Whether a tool takes what the embedded model has learnt that it takes; what it takes besides may be left out.</summary>
internal static class TrainedParameters
{
    public static void Check(JsonElement trained, ToolDefinition tool)
    {
        string[] names = [.. trained.GetProperty("parameters").EnumerateArray().Select(name => name.GetString()!)];

        Assert.Equal(names, tool.Parameters.Take(names.Length).Select(parameter => parameter.Name));
        Assert.DoesNotContain(tool.Parameters.Skip(names.Length), parameter => parameter.Required);
    }
}
