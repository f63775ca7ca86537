using System.Text.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Requests by a seed, within what one dialect can say of them.</summary>
internal sealed class RandomRequests(int seed, Dialect dialect)
{
    private readonly Random _random = new(seed);
    private readonly RandomText _text = new(new Random(seed + 1));
    private int _calls;

    private bool IsChat => dialect == Dialect.Chat;

    public ModelRequest Next()
    {
        var tools = Many(0, 3, () => new Tool(_text.Name(), Maybe(_text.Next), _text.Schema(), Flag() ? true : null, string.Empty) { CacheControl = Cache() });
        var choice = tools.Count > 0 && Flag() ? new ToolChoice(ToolChoiceKind.Function, tools[0].Name) : null;
        return new ModelRequest
        {
            Source = dialect,
            Model = _text.Name(),
            Instructions = Many(0, 2, Text),
            Messages = Messages(),
            Tools = tools,
            ToolChoice = choice,
            // Anthropic says it inside the choice.
            ParallelToolCalls = tools.Count > 0 && (IsChat || choice is not null) && Flag() ? Flag() : null,
            Sampling = Sampling(),
            ResponseFormat = Flag() ? new ResponseFormat(ResponseFormatKind.JsonSchema, _text.Schema()) : null,
            Reasoning = IsChat && Flag() ? new ReasoningOptions("low", null) : null,
            User = Maybe(_text.Name),
            Stream = Flag(),
        };
    }

    private SamplingOptions Sampling() => new()
    {
        MaxOutputTokens = _random.Next(1, 5000),
        Temperature = Flag() ? _random.Next(0, 4) / 4.0 : null,
        TopP = Flag() ? 0.9 : null,
        TopK = Flag() ? 40 : null,
        MinP = IsChat && Flag() ? 0.05 : null,
        FrequencyPenalty = IsChat && Flag() ? -0.5 : null,
        PresencePenalty = IsChat && Flag() ? 0.5 : null,
        RepetitionPenalty = IsChat && Flag() ? 1.1 : null,
        Seed = IsChat && Flag() ? _random.NextInt64() : null,
        Stop = Many(0, 3, _text.Next),
    };

    private List<Message> Messages()
    {
        List<Message> messages = [];
        for (var turns = _random.Next(1, 5); turns > 0; turns--)
        {
            messages.Add(new Message(MessageRole.User, Many(1, 3, UserPart), string.Empty) { Name = IsChat ? Maybe(_text.Name) : null });
            if (IsChat && Flag())
            {
                messages.Add(new Message(MessageRole.System, [Text()], string.Empty));
            }

            var parts = AssistantParts();
            messages.Add(new Message(MessageRole.Assistant, parts, string.Empty));
            if (parts.OfType<ToolCallPart>().ToList() is { Count: > 0 } calls)
            {
                messages.Add(new Message(MessageRole.Tool, [.. calls.Select(Result)], string.Empty));
            }
        }

        return messages;
    }

    private MessagePart UserPart() => _random.Next(IsChat ? 6 : 7) switch
    {
        0 => new ImagePart(new MediaSource("image/png", _text.Base64(), null)) { Detail = IsChat ? Maybe(() => "high") : null },
        1 => new ImagePart(new MediaSource(null, null, "https://example.com/a.png?x=1&y=2")),
        2 => new DocumentPart(new MediaSource("application/pdf", _text.Base64(), null)) { Name = "a.pdf" },
        3 when IsChat => new AudioPart(new MediaSource("audio/wav", _text.Base64(), null)),
        3 => new DocumentPart(TextDocument.Source(_text.Next())) { Name = Maybe(_text.Next) },
        6 => new DocumentPart(new MediaSource(null, null, "https://example.com/a.pdf")),
        _ => Text(),
    };

    private TextPart Text() => new(_text.Next()) { CacheControl = Cache() };

    private List<MessagePart> AssistantParts()
    {
        List<MessagePart> parts = [.. Many(0, 2, () => new TextPart(_text.Next())), .. Many(0, 3, Call)];
        if (parts.Count == 0)
        {
            parts.Add(new TextPart(_text.Next()));
        }

        // In chat completions unsigned reasoning has no place of its own; it is told from the start.
        if (IsChat && Flag())
        {
            parts.Insert(0, new ReasoningPart(_text.Next(), null, ReasoningOrigin.Unknown));
            return parts;
        }

        for (var count = _random.Next(3); count > 0; count--)
        {
            parts.Insert(_random.Next(parts.Count + 1), Reasoning());
        }

        return parts;
    }

    private ReasoningPart Reasoning()
    {
        var isRedacted = Flag();
        var origin = IsChat ? (ReasoningOrigin)_random.Next(1, 4) : ReasoningOrigin.Anthropic;
        return new ReasoningPart(isRedacted ? string.Empty : _text.Next(), _text.Base64(), origin) { IsRedacted = isRedacted };
    }

    private ToolCallPart Call() => new($"call_{_calls++}", _text.Name(), _text.Json());

    private ToolResultPart Result(ToolCallPart call) => new(call.Id, Many<MessagePart>(1, 2, () => IsChat || Flag() ? Text() : new ImagePart(new MediaSource("image/jpeg", _text.Base64(), null))))
    {
        IsError = !IsChat && Flag(),
    };

    private JsonElement? Cache() => !IsChat && _random.Next(5) == 0 ? JsonElement.Parse("""{"type":"ephemeral","ttl":"1h"}""") : null;

    private bool Flag() => _random.Next(2) == 0;

    private string? Maybe(Func<string> make) => Flag() ? make() : null;

    private List<T> Many<T>(int least, int most, Func<T> make)
    {
        List<T> items = [];
        for (var count = _random.Next(least, most + 1); count > 0; count--)
        {
            items.Add(make());
        }

        return items;
    }
}
