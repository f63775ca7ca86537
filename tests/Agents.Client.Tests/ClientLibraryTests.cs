using System.Reflection;

namespace Switchyard.Agents.Client.Tests;

/// <summary>What comes along with a client is marked as safe to trim, so that its build refuses code that is not.</summary>
public sealed class ClientLibraryTests
{
    [Fact]
    public void Libraries_OfTheClient_AreBuiltForTrimming()
    {
        var libraries = Walk(typeof(RouterChatClient).Assembly, new(StringComparer.Ordinal));

        Assert.Contains("Switchyard.Contracts", libraries.Keys);
        Assert.All(libraries.Values, library => Assert.Contains(library.GetCustomAttributes<AssemblyMetadataAttribute>(), mark => mark is { Key: "IsTrimmable", Value: "True" }));
    }

    private static Dictionary<string, Assembly> Walk(Assembly from, Dictionary<string, Assembly> found)
    {
        found[from.GetName().Name!] = from;
        foreach (var name in from.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Switchyard.", StringComparison.Ordinal) && !found.ContainsKey(name.Name)))
        {
            Walk(Assembly.Load(name), found);
        }

        return found;
    }
}
