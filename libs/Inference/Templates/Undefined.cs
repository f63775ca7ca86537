namespace Switchyard.Inference.Templates;

/// <summary>The value of a name or member that does not exist: false, empty when written, an error when looked into.</summary>
internal sealed class Undefined(string name)
{
    public string Name { get; } = name;
}
