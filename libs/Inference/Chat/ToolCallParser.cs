using System.Text.Json;

namespace Switchyard.Inference.Chat;

/// <summary>
/// Finds <c>&lt;tool_call&gt;{"name": …, "arguments": {…}}&lt;/tool_call&gt;</c> in text that arrives in pieces of any size. Text goes on as soon as it
/// cannot be the beginning of a call; blanks are held because those beside a call belong to the template. What looks like a call and is
/// none goes on as the text it is.
/// </summary>
public sealed class ToolCallParser
{
    private const string Open = "<tool_call>";
    private const string Close = "</tool_call>";

    private string _held = string.Empty;
    private bool _isInside;

    /// <summary>Gets the number of calls found.</summary>
    public int CallCount { get; private set; }

    /// <summary>Adds text and gets what is certain now.</summary>
    public IEnumerable<ChatDelta> Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _held += text;
        while (Step() is { } delta)
        {
            if (delta.Call is not null || delta.Text!.Length > 0)
            {
                yield return delta;
            }
        }
    }

    /// <summary>Ends the text and gets what was held back: an unfinished call is text.</summary>
    public ChatDelta? Finish()
    {
        var rest = _isInside ? Open + _held : CallCount > 0 ? _held.TrimEnd() : _held;
        _held = string.Empty;
        _isInside = false;
        return rest.Length > 0 ? new ChatDelta(rest, null) : null;
    }

    // One step forward, or null when more text is needed. A step may give no text (the blanks before a call).
    private ChatDelta? Step() => _isInside ? StepInside() : StepOutside();

    private ChatDelta? StepInside()
    {
        var end = _held.IndexOf(Close, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var body = _held[..end];
        _held = _held[(end + Close.Length)..];
        _isInside = false;
        if (Parse(body) is not { } call)
        {
            return new ChatDelta(Open + body + Close, null);
        }

        CallCount++;
        return new ChatDelta(null, call);
    }

    private ChatDelta? StepOutside()
    {
        var start = _held.IndexOf(Open, StringComparison.Ordinal);
        if (start >= 0)
        {
            var before = _held[..start].TrimEnd();
            _held = _held[(start + Open.Length)..];
            _isInside = true;
            return new ChatDelta(before, null);
        }

        var shown = _held.Length - HeldLength();
        if (shown == 0)
        {
            return null;
        }

        var text = _held[..shown];
        _held = _held[shown..];
        return new ChatDelta(text, null);
    }

    // The longest end of the text that is blanks followed by a beginning of the opening tag.
    private int HeldLength()
    {
        var tag = Math.Min(Open.Length - 1, _held.Length);
        while (tag > 0 && !_held.AsSpan(_held.Length - tag).SequenceEqual(Open.AsSpan(0, tag)))
        {
            tag--;
        }

        return _held.Length - _held.AsSpan(0, _held.Length - tag).TrimEnd().Length;
    }

    private static ParsedToolCall? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Trim());
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String || name.GetString() is not { Length: > 0 } text)
            {
                return null;
            }

            return ReadArguments(root) is { } arguments ? new ParsedToolCall(text, arguments) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ReadArguments(JsonElement root)
    {
        if (!root.TryGetProperty("arguments", out var arguments))
        {
            return "{}";
        }

        return arguments.ValueKind switch
        {
            JsonValueKind.Object => arguments.GetRawText(),
            JsonValueKind.Null => "{}",
            _ => null,
        };
    }
}
