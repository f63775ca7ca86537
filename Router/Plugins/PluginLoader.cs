using System.Reflection;
using Switchyard.ProviderPlugins;
using Switchyard.Router.Configuration;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Plugins;

/// <summary>Loads the assemblies that <c>Router:Plugins</c> names, once, when the Router starts. What is wrong with each is said, all of it, and stops the start.</summary>
internal sealed partial class PluginLoader(IHostEnvironment environment, ILogger<PluginLoader> logger)
{
    /// <summary>Loads the assemblies at <paramref name="paths"/>.</summary>
    public KnownProviders Load(IReadOnlyList<string> paths)
    {
        List<ProviderPlugin> plugins = [];
        List<string> errors = [];
        for (var i = 0; i < paths.Count; i++)
        {
            var path = Path.GetFullPath(paths[i], environment.ContentRootPath);
            try
            {
                Load(path, plugins);
            }
            catch (PluginException exception)
            {
                errors.AddRange(exception.Problems.Select(problem => $"{RouterOptions.SectionName}:{nameof(RouterOptions.Plugins)}:{i}: '{path}' {problem}"));
            }
        }

        return new KnownProviders(plugins, errors);
    }

    private void Load(string path, List<ProviderPlugin> plugins)
    {
        List<string> problems = [];
        foreach (var type in ClassesOf(Open(path)))
        {
            try
            {
                var plugin = Create(type);
                PluginChecks.Check(plugin, plugins.Select(other => other.Provider.Id));
                plugins.Add(plugin.Watched(logger));
                LogLoaded(path, plugin.Provider.Id);
            }
            catch (PluginException exception)
            {
                problems.AddRange(exception.Problems.Select(problem => $"has the class {type.FullName}, {problem}"));
            }
        }

        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }
    }

    private static Assembly Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new PluginException("is not there: name a plugin's assembly, a file that ends with .dll, by its absolute path or by one from the Router's own folder.");
        }

        try
        {
            var assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
            CheckVersions(assembly);
            return assembly;
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException)
        {
            throw new PluginException("is no .NET assembly that can be loaded: name the .dll that the plugin's project was built to.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new PluginException($"cannot be read with what lies beside it: {exception.Message}", exception);
        }
    }

    private static void CheckVersions(Assembly assembly)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (reference.Version is { } built && PluginLoadContext.Shared.TryGetValue(reference.Name!, out var ours) && (built.Major != ours.Major || built > ours))
            {
                throw new PluginException($"was built against {reference.Name} {built}; this Router has {ours}: build the plugin against this one.");
            }
        }
    }

    private static List<Type> ClassesOf(Assembly assembly)
    {
        try
        {
            List<Type> classes = [.. assembly.GetExportedTypes().Where(static type =>
                type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IProviderPlugin).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)];
            return classes.Count > 0 ? classes : throw new PluginException($"holds no plugin: none of its public classes implements {nameof(IProviderPlugin)} and has a public constructor without parameters.");
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException or BadImageFormatException or NotSupportedException)
        {
            throw new PluginException($"was built against another version of Switchyard, or lacks an assembly beside it: {exception.Message}", exception);
        }
    }

    private static ProviderPlugin Create(Type type)
    {
        try
        {
            return ProviderPlugin.Read((IProviderPlugin)Activator.CreateInstance(type)!);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var cause = exception is TargetInvocationException { InnerException: { } inner } ? inner : exception;
            throw new PluginException(
                cause is TypeLoadException or MissingMemberException
                    ? $"which was built against another version of Switchyard: {cause.Message}"
                    : $"which cannot be made: {cause.GetType().Name}: {cause.Message}",
                cause);
        }
    }

    [LoggerMessage(EventId = EventIds.PluginLoaded, Level = LogLevel.Information, Message = "The plugin '{Path}' adds the provider '{ProviderId}'.")]
    private partial void LogLoaded(string path, string providerId);
}
