namespace Switchyard.Inference.Templates;

/// <summary>The evaluated arguments of a call, a filter or a test.</summary>
internal sealed class CallArguments(string callee, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
{
    public int Count => positional.Count;

    public IReadOnlyDictionary<string, object?> Named => named;

    public object? Get(int index) => index < positional.Count
        ? positional[index]
        : throw new TemplateException($"The chat template calls '{callee}' with {positional.Count} arguments; it needs {index + 1}.");

    public string Text(int index) => Get(index) as string ?? throw new TemplateException($"The chat template calls '{callee}' with {Values.Describe(Get(index))} where it needs a string.");

    /// <summary>Gets an argument by place or name, or null when it was left out.</summary>
    public object? Find(int index, string name) => index < positional.Count ? positional[index] : named.GetValueOrDefault(name);
}
