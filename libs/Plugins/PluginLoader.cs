using System.Collections.Frozen;
using System.Reflection;

namespace Switchyard.Plugins;

/// <summary>Loads assemblies whose public classes implement an interface. What is wrong with each is said, all of it.</summary>
/// <typeparam name="TPlugin">The interface.</typeparam>
/// <param name="program">The program that loads them, as its operator calls it.</param>
/// <param name="key">The configuration key of the list of paths.</param>
/// <param name="interfaceTypes">A type of each assembly that the program and its plugins share.</param>
public sealed class PluginLoader<TPlugin>(string program, string key, IEnumerable<Type> interfaceTypes)
    where TPlugin : class
{
    private readonly FrozenDictionary<string, Version> _shared = interfaceTypes
        .Append(typeof(TPlugin))
        .Select(static type => type.Assembly.GetName())
        .DistinctBy(static name => name.Name)
        .ToFrozenDictionary(static name => name.Name!, static name => name.Version!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads the assemblies at <paramref name="paths"/>; relative ones begin in <paramref name="folder"/>.</summary>
    /// <typeparam name="T">What is read of a plugin.</typeparam>
    /// <param name="paths">The assemblies.</param>
    /// <param name="folder">The program's folder.</param>
    /// <param name="read">Reads a plugin; may throw whatever the plugin throws.</param>
    /// <param name="take">Checks and takes what was read, with its assembly's path; throws <see cref="PluginException"/> where something is wrong.</param>
    /// <returns>Why some cannot be used: whole sentences with the keys of their paths.</returns>
    public IReadOnlyList<string> Load<T>(IReadOnlyList<string> paths, string folder, Func<TPlugin, T> read, Action<string, T> take)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(take);
        List<string> errors = [];
        for (var i = 0; i < paths.Count; i++)
        {
            var path = Path.GetFullPath(paths[i], folder);
            try
            {
                LoadOne(path, read, take);
            }
            catch (PluginException exception)
            {
                errors.AddRange(exception.Problems.Select(problem => $"{key}:{i}: '{path}' {problem}"));
            }
        }

        return errors;
    }

    private void LoadOne<T>(string path, Func<TPlugin, T> read, Action<string, T> take)
    {
        List<string> problems = [];
        foreach (var type in ClassesOf(Open(path)))
        {
            try
            {
                take(path, Create(type, read));
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

    private Assembly Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new PluginException($"is not there: name a plugin's assembly, a file that ends with .dll, by its absolute path or by one from the {program}'s own folder.");
        }

        try
        {
            var assembly = new PluginLoadContext(path, _shared).LoadFromAssemblyPath(path);
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

    private void CheckVersions(Assembly assembly)
    {
        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (reference.Version is { } built && _shared.TryGetValue(reference.Name!, out var ours) && (built.Major != ours.Major || built > ours))
            {
                throw new PluginException($"was built against {reference.Name} {built}; this {program} has {ours}: build the plugin against this one.");
            }
        }
    }

    private static List<Type> ClassesOf(Assembly assembly)
    {
        try
        {
            List<Type> classes = [.. assembly.GetExportedTypes().Where(static type =>
                type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(TPlugin).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)];
            return classes.Count > 0 ? classes : throw new PluginException($"holds no plugin: none of its public classes implements {typeof(TPlugin).Name} and has a public constructor without parameters.");
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException or BadImageFormatException or NotSupportedException)
        {
            throw new PluginException($"was built against another version of Switchyard, or lacks an assembly beside it: {exception.Message}", exception);
        }
    }

    private static T Create<T>(Type type, Func<TPlugin, T> read)
    {
        try
        {
            return read((TPlugin)Activator.CreateInstance(type)!);
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
}
