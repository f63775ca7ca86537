using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;
using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects;
using Switchyard.ProviderPlugins;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Plugins;

/// <summary>Where one plugin's assemblies live: its own and what lies beside it, apart from the Router's and from other plugins'. The assemblies of the interface are the Router's, or nothing would fit.</summary>
internal sealed class PluginLoadContext(string path) : AssemblyLoadContext(path)
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    /// <summary>Gets the assemblies of the interface, by name.</summary>
    public static FrozenDictionary<string, Version> Shared { get; } = ((Type[])[typeof(IProviderPlugin), typeof(UpstreamDialect), typeof(KnownProvider), typeof(ModelInfo)])
        .Select(static type => type.Assembly.GetName())
        .ToFrozenDictionary(static name => name.Name!, static name => name.Version!, StringComparer.OrdinalIgnoreCase);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !Shared.ContainsKey(assemblyName.Name ?? string.Empty) && _resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : nint.Zero;
}
