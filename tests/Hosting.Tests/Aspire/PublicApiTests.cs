using System.Reflection;
using Aspire.Hosting;

namespace Switchyard.Hosting.Tests.Aspire;

public sealed class PublicApiTests
{
    private const string ApiFile = "PublicApi.txt";

    [Fact]
    public void PublicMembers_AreThoseOfTheApiFile()
    {
        var actual = typeof(DistributedApplication).Assembly.GetExportedTypes().SelectMany(Describe).Order(StringComparer.Ordinal).ToList();

        // A deliberate change is taken over by copying this file to libs/Hosting.
        File.WriteAllLines(Path.Combine(AppContext.BaseDirectory, "PublicApi.actual.txt"), actual);
        var expected = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, ApiFile));

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void PublicTypes_AreInAspiresNamespacesAlone()
    {
        var namespaces = typeof(DistributedApplication).Assembly.GetExportedTypes().Select(type => type.Namespace!).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["Aspire.Hosting", "Aspire.Hosting.ApplicationModel", "Aspire.Hosting.Testing"], namespaces);
    }

    private static IEnumerable<string> Describe(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        yield return type.FullName!;
        foreach (var member in type.GetMembers(Declared).OfType<MethodBase>().Where(method => method.IsPublic || method.IsFamily))
        {
            var parameters = string.Join(", ", member.GetParameters().Select(parameter => $"{parameter.ParameterType} {parameter.Name}{(parameter.IsOptional ? " = " + (parameter.DefaultValue ?? "null") : string.Empty)}"));
            yield return $"{type.FullName}.{member.Name}({parameters})";
        }
    }
}
