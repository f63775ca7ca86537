using System.Text.Json;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Finds which conversation a request belongs to: the header says it, or a member of the body that clients send for this purpose, or the beginning of
/// the conversation up to the user's first message, which every later request of it repeats.
/// </summary>
internal static class SessionKey
{
    /// <summary>Gets the conversation's hash; <see langword="null"/> where nothing tells conversations apart.</summary>
    /// <param name="request">The request, whose body is a valid JSON object or a form, which names none.</param>
    /// <param name="source">What told, for the request's record.</param>
    public static ulong? Find(ForwardRequest request, out string source) => FindNamed(request, out source, out var beginning) ?? beginning;

    /// <summary>Gets the hash of what names the conversation or its user; <see langword="null"/> where nothing does.</summary>
    /// <param name="request">The request, whose body is a valid JSON object or a form, which names none.</param>
    /// <param name="source">What told, for the request's record.</param>
    public static ulong? FindNamed(ForwardRequest request, out string source) => FindNamed(request, out source, out _);

    private static ulong? FindNamed(ForwardRequest request, out string source, out ulong? beginning)
    {
        (source, beginning) = ("session, by header", null);
        return request.Hints.Session is { } session ? StableHash.Of(session) : request.Form is null ? FindInBody(request.Body.Span, out source, out beginning) : null;
    }

    private static ulong? FindInBody(ReadOnlySpan<byte> body, out string source, out ulong? beginning)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        (beginning, ulong? user) = (null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsNamed(ref reader, "prompt_cache_key"u8))
            {
                source = "session, by prompt_cache_key";
                return StableHash.Of(reader.ValueSpan);
            }
            else if (IsNamed(ref reader, "user"u8) || IsNamed(ref reader, "safety_identifier"u8))
            {
                user = StableHash.Of(reader.ValueSpan);
            }
            else
            {
                var isConversation = reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("input"u8) || reader.ValueTextEquals("prompt"u8);
                reader.Read();
                beginning = isConversation ? HashBeginning(ref reader, body) : beginning;
                reader.Skip();
            }
        }

        source = user is null ? "session, by the conversation's beginning" : "session, by user";
        return user;
    }

    // Reads on to the value where the member has this name and a text; where it holds something else it says nothing, and stays for the others.
    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType != JsonTokenType.String || ahead.ValueSpan.IsEmpty)
        {
            return false;
        }

        reader = ahead;
        return true;
    }

    // Leaves the reader within the value or at its end; either way it can be skipped from there.
    private static ulong HashBeginning(ref Utf8JsonReader reader, ReadOnlySpan<byte> body)
    {
        var start = (int)reader.TokenStartIndex;
        var ahead = reader;
        if (ahead.TokenType == JsonTokenType.StartArray)
        {
            while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray && !IsOfUser(ref ahead))
            {
            }
        }

        return StableHash.Of(body[start..(int)ahead.BytesConsumed]);
    }

    // Reads the message to its end.
    private static bool IsOfUser(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var isOfUser = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRole = reader.ValueTextEquals("role"u8);
            reader.Read();
            isOfUser |= isRole && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("user"u8);
            reader.Skip();
        }

        return isOfUser;
    }
}
