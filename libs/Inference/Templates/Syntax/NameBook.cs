namespace Switchyard.Inference.Templates.Syntax;

/// <summary>
/// The names a template gives and calls, collected while it is parsed: a call of a name that nothing gives cannot succeed, and what a
/// macro's body reads decides which arguments the macro takes.
/// </summary>
internal sealed class NameBook
{
    private readonly HashSet<string> _given = new(StringComparer.Ordinal) { "loop", "caller" };
    private readonly List<(string Name, int Line)> _called = [];
    private readonly List<HashSet<string>> _macros = [];

    public void Give(string name) => _given.Add(name);

    public void Call(string name, int line) => _called.Add((name, line));

    public void Read(string name)
    {
        foreach (var read in _macros)
        {
            read.Add(name);
        }
    }

    public void BeginMacro() => _macros.Add(new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Ends a macro's body and gets the names it read.</summary>
    public HashSet<string> EndMacro()
    {
        var read = _macros[^1];
        _macros.RemoveAt(_macros.Count - 1);
        return read;
    }

    /// <summary>Throws for the first call of a name that is neither built in nor given by the template.</summary>
    public void CheckCalls(Func<string, bool> isBuiltIn)
    {
        foreach (var (name, line) in _called)
        {
            if (!_given.Contains(name) && !isBuiltIn(name))
            {
                throw TemplateErrors.Syntax(line, $"the function '{name}' is not served");
            }
        }
    }
}
