using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Switchyard.Router.Tests.Plugins;

/// <summary>Assemblies that are plugins, and some that are none.</summary>
internal static class PluginFiles
{
    public static string Cohere { get; } = BuiltTo("Cohere");

    public static string Flawed { get; } = BuiltTo("FlawedPlugins");

    /// <summary>Writes an assembly without types that was built against <paramref name="version"/> of the interface.</summary>
    public static void WriteBuiltAgainst(Version version, string path)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("Odd.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("Odd"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        metadata.AddAssemblyReference(metadata.GetOrAddString("Switchyard.ProviderPlugins"), version, default, default, default, default);
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        File.WriteAllBytes(path, image.ToArray());
    }

    // Beside this project's own output, in the same configuration.
    private static string BuiltTo(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"Switchyard.{project}.dll");
    }
}
