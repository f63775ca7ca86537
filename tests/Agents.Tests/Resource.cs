using System.Reflection;
using System.Text.Json;

namespace Switchyard.Agents.Tests;

/// <summary>The JSON files of the Data folder, built into this assembly.</summary>
internal static class Resource
{
    public static JsonElement Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
