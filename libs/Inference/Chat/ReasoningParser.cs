using Switchyard.ToolCalls;

namespace Switchyard.Inference.Chat;

/// <summary>
/// Keeps a model's reasoning, <c>&lt;think&gt;…&lt;/think&gt;</c> at the beginning of its answer, apart from the answer. Blanks at the
/// borders go. A tag anywhere else is text.
/// </summary>
/// <param name="isInside">Whether the answer begins inside: the prompt ended with the opening tag.</param>
public sealed class ReasoningParser(bool isInside)
{
    /// <summary>What the reasoning begins with.</summary>
    public const string Open = "<think>";

    /// <summary>What ends the reasoning.</summary>
    public const string Close = "</think>";

    private string _held = string.Empty;
    private Place _place = isInside ? Place.Reasoning : Place.Start;
    private bool _trimsStart = true;

    private enum Place
    {
        Start,
        Reasoning,
        Answer,
    }

    /// <summary>Gets whether an answer to <paramref name="prompt"/> begins inside the reasoning.</summary>
    public static bool BeginsInside(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return prompt.AsSpan().TrimEnd().EndsWith(Open, StringComparison.Ordinal);
    }

    /// <summary>Gets whether a text of the assistant's breaks off inside its reasoning.</summary>
    public static bool EndsInside(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart().StartsWith(Open, StringComparison.Ordinal) && !text.Contains(Close, StringComparison.Ordinal);
    }

    /// <summary>Adds text and gets what is certain now: deltas of reasoning or of text.</summary>
    public IEnumerable<ChatDelta> Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _held += text;
        var deltas = new List<ChatDelta>();
        while (Step() is { } delta)
        {
            if ((delta.Reasoning ?? delta.Text)!.Length > 0)
            {
                deltas.Add(delta);
            }
        }

        return deltas;
    }

    /// <summary>Ends the text and gets what was held back.</summary>
    public ChatDelta? Finish()
    {
        var rest = _place == Place.Reasoning ? TrimStart(_held).TrimEnd() : _place == Place.Answer ? TrimStart(_held) : _held;
        _held = string.Empty;
        return rest.Length > 0 ? Make(rest) : null;
    }

    // One step forward, or null when more text is needed. A step may give no text.
    private ChatDelta? Step() => _place switch
    {
        Place.Start => StepStart(),
        Place.Reasoning => StepReasoning(),
        _ => Take(TrimStart(_held).Length == 0 ? 0 : _held.Length),
    };

    private ChatDelta? StepStart()
    {
        var begun = _held.TrimStart();
        if (Open.StartsWith(begun, StringComparison.Ordinal) && begun.Length < Open.Length)
        {
            return null;
        }

        var isReasoning = begun.StartsWith(Open, StringComparison.Ordinal);
        _place = isReasoning ? Place.Reasoning : Place.Answer;
        _trimsStart = isReasoning;
        _held = isReasoning ? begun[Open.Length..] : _held;
        return Make(string.Empty);
    }

    private ChatDelta? StepReasoning()
    {
        var end = _held.IndexOf(Close, StringComparison.Ordinal);
        if (end < 0)
        {
            return Take(_held.Length - HeldBack.Length(_held, Close));
        }

        var last = Make(TrimStart(_held[..end]).TrimEnd());
        _held = _held[(end + Close.Length)..];
        (_place, _trimsStart) = (Place.Answer, true);
        return last;
    }

    private ChatDelta? Take(int length)
    {
        if (length == 0)
        {
            return null;
        }

        var text = TrimStart(_held[..length]);
        _held = _held[length..];
        _trimsStart &= text.Length == 0;
        return Make(text);
    }

    private string TrimStart(string text) => _trimsStart ? text.TrimStart() : text;

    private ChatDelta Make(string text) => _place == Place.Reasoning ? new ChatDelta(null, null) { Reasoning = text } : new ChatDelta(text, null);
}
