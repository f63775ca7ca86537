using System.ComponentModel.DataAnnotations;

namespace Switchyard.Sandbox;

/// <summary>What options must fulfil; all that is wrong is said at once.</summary>
public static class SandboxOptionsRules
{
    /// <summary>Returns what is wrong with options, a sentence each; none where nothing is.</summary>
    public static IReadOnlyList<string> FindMistakes(SandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), errors, validateAllProperties: true);
        return [.. errors.Select(static error => error.ErrorMessage ?? ""), .. Between(options)];
    }

    internal static void Check(SandboxOptions options)
    {
        if (FindMistakes(options) is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));
        }
    }

    private static IEnumerable<string> Between(SandboxOptions options)
    {
        if (!options.UseSandbox && !options.AllowSystemAccess)
        {
            yield return $"{nameof(SandboxOptions.UseSandbox)} is off: code would run with all rights of this process. Set {nameof(SandboxOptions.AllowSystemAccess)} as well if that is wanted.";
        }

        if (options.OutputHardLimitBytes < options.MaxOutputBytes)
        {
            yield return $"{nameof(SandboxOptions.OutputHardLimitBytes)} ({options.OutputHardLimitBytes}) is below {nameof(SandboxOptions.MaxOutputBytes)} ({options.MaxOutputBytes}).";
        }

        foreach (var name in (options.AllowedImports ?? []).Where(static name => !IsModule(name)))
        {
            yield return $"{nameof(SandboxOptions.AllowedImports)} holds '{name}', which is not the name of a module.";
        }

        if (options.PythonPath?.StartsWith('/') == false)
        {
            yield return $"{nameof(SandboxOptions.PythonPath)} '{options.PythonPath}' is not a full path.";
        }
    }

    private static bool IsModule(string? name) => name == "*" || (!string.IsNullOrEmpty(name) && name.Split('.').All(static part => part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')));
}
