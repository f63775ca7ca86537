namespace Switchyard.ToolCalls;

/// <summary>
/// Reads tool calls that are calls in Python with named arguments, one after the other or several in a list, <c>print()</c> around them or not.
/// They are read as data and never run. Where all values are JSON they are taken as they are written.
/// </summary>
internal static class PythonCall
{
    /// <summary>Reads the calls; nothing when any of it is none.</summary>
    public static IReadOnlyList<ParsedToolCall> Parse(string code) =>
        KeywordCall.Parse(code) is { Count: > 0 } calls ? calls : new PythonReader(code).ReadCalls() is { Count: > 0 } read ? read : JsonCall.Parse(code);
}
