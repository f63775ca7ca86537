using System.Text.Json;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>Reads a number of tokens from the member <paramref name="name"/>.</summary>
internal sealed class TokenCountTranslation(string name) : AnswerTranslation
{
    public override ReadOnlyMemory<byte> Translate(ReadOnlySpan<byte> answer, StreamOutcome outcome)
    {
        var root = JsonElement.Parse(answer);
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var count) && count.TryGetInt64(out var tokens)
            ? TokenCounting.Answer(tokens, isEstimate: false)
            : throw new AnswerFormatException("The upstream did not say how many tokens there are.");
    }
}
