namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The parameters of a built-in. A parameter whose name ends in <c>?</c> may be left out.</summary>
internal sealed class Signature
{
    private readonly string[] _names;
    private readonly int _required;

    private Signature(string[] parameters)
    {
        _names = [.. parameters.Select(parameter => parameter.TrimEnd('?'))];
        _required = parameters.Count(parameter => !parameter.EndsWith('?'));
    }

    public static Signature None { get; } = new([]);

    public static Signature Of(params string[] parameters) => new(parameters);

    /// <summary>Says what is wrong with a call of so many arguments and these named ones, or null.</summary>
    public string? Check(string callee, int positional, IEnumerable<string> named)
    {
        if (positional > _names.Length)
        {
            return $"calls '{callee}' with {positional} arguments; it takes {_names.Length}";
        }

        if (positional >= _required && !named.Any())
        {
            return null;
        }

        var given = new HashSet<string>(_names.Take(positional), StringComparer.Ordinal);
        foreach (var name in named)
        {
            if (!_names.Contains(name))
            {
                return $"calls '{callee}' with the argument '{name}', which is not served";
            }

            if (!given.Add(name))
            {
                return $"calls '{callee}' with '{name}' twice";
            }
        }

        return _names.Take(_required).FirstOrDefault(name => !given.Contains(name)) is { } missing ? $"calls '{callee}' without '{missing}'" : null;
    }

    public BoundArguments Bind(string callee, CallArguments arguments)
    {
        if (Check(callee, arguments.Positional.Count, arguments.Named.Keys) is { } problem)
        {
            throw TemplateErrors.Runtime(problem);
        }

        var values = new object?[_names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i < arguments.Positional.Count ? arguments.Positional[i] : arguments.Named.TryGetValue(_names[i], out var value) ? value : BoundArguments.Missing;
        }

        return new BoundArguments(callee, values);
    }
}
