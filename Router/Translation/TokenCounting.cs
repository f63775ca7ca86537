using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
using Switchyard.Router.Configuration;
using Switchyard.Router.Routing;

namespace Switchyard.Router.Translation;

/// <summary>Has a conversation's tokens counted by those who can: the local nodes, whose tokenizer is asked, and Anthropic.</summary>
internal static class TokenCounting
{
    private const string TokenizePath = "../tokenize";
    private const string CountPath = "messages/count_tokens";

    // Both refuse, or have no use for, what is about the answer.
    private static readonly FrozenSet<string> s_tokenized = FrozenSet.Create("model", "messages", "tools");
    private static readonly FrozenSet<string> s_counted = FrozenSet.Create("model", "messages", "system", "tools", "tool_choice", "thinking", "output_config");

    /// <summary>Tells whether <paramref name="provider"/> counts; others' tokens can only be estimated.</summary>
    public static bool IsDoneBy(ProviderConfig provider) => provider.Kind == ProviderKind.Nodes || provider.Dialect.Dialect == Dialect.Anthropic;

    /// <summary>Writes the request that asks <paramref name="candidate"/> for the number.</summary>
    public static (UpstreamRequest Request, TokenCountTranslation Answer) Ask(ModelRequest request, RouteCandidate candidate)
    {
        var provider = candidate.Provider.Config;
        var isNode = provider.Kind == ProviderKind.Nodes;
        var written = provider.Dialect.RequestWriter.Write(request with { Model = candidate.UpstreamName, Stream = false }, provider.TraitsOf(candidate.UpstreamName));
        return (new UpstreamRequest(isNode ? TokenizePath : CountPath, Keep(written.Body, isNode ? s_tokenized : s_counted), written.Dropped), new TokenCountTranslation(isNode ? "count" : "input_tokens"));
    }

    /// <summary>Writes the answer, in which a number nobody counted says so.</summary>
    public static ReadOnlyMemory<byte> Answer(long tokens, bool isEstimate)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("input_tokens", tokens);
        if (isEstimate)
        {
            json.WriteBoolean("is_estimate", true);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Keep(ReadOnlyMemory<byte> body, FrozenSet<string> names)
    {
        using var document = JsonDocument.Parse(body);
        var output = new ArrayBufferWriter<byte>(body.Length);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (names.Contains(member.Name))
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }
}
