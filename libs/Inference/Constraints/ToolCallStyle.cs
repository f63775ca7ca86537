namespace Switchyard.Inference.Constraints;

/// <summary>How one tool call is written.</summary>
public enum ToolCallStyle
{
    /// <summary><c>{"name": …, "arguments": {…}}</c>.</summary>
    Arguments,

    /// <summary><c>{"name": …, "parameters": {…}}</c>.</summary>
    Parameters,

    /// <summary><c>name[ARGS]{…}</c>.</summary>
    NamedArguments,

    /// <summary><c>name(key=value, …)</c>, the values in JSON.</summary>
    Keywords,
}
