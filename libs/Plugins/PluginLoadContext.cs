using System.Reflection;
using System.Runtime.Loader;

namespace Switchyard.Plugins;

/// <summary>Where one plugin's assemblies live: its own and what lies beside it, apart from the program's and from other plugins'. The assemblies of the interface are the program's, or nothing would fit.</summary>
internal sealed class PluginLoadContext(string path, IReadOnlyDictionary<string, Version> shared) : AssemblyLoadContext(path)
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !shared.ContainsKey(assemblyName.Name ?? string.Empty) && _resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : nint.Zero;
}
