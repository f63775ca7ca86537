using System.Text.Json;
using System.Text.Unicode;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>Turns a <see cref="JsonException"/> into an error that names the place, and never echoes the content.</summary>
internal static class JsonErrors
{
    private const int MaxDepth = 64;

    // A member that nobody knows costs some hundred bytes of memory, a value in an array less: the longest honest bodies are lists of 300,000 tokens.
    private const int MaxMembers = 100_000;
    private const int MaxValues = 500_000;
    private const int ShortestMember = 5;
    private const int ShortestValue = 2;

    /// <summary>Finds text that JSON allows or the serializer skips, but that must not go further: broken UTF-8 and NUL characters, which no database column takes.</summary>
    public static ApiError? FindBadText(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
        {
            return ApiErrors.InvalidJson("The body is not valid UTF-8.");
        }

        // The walk is for the rare body that has the six characters at all; a backslash may itself be escaped.
        return body.IndexOf("\\u0000"u8) >= 0 && HasNul(body)
            ? ApiErrors.InvalidCharacter("The body has the character U+0000 in a string, which cannot be stored; leave it out.")
            : FindTooMany(body);
    }

    public static ApiError Describe(ReadOnlySpan<byte> body, JsonException exception)
    {
        // The serializer's message does not tell malformed text from a wrong type, so the text is walked once more: only on errors.
        if (FindSyntaxError(body) is { } syntaxError)
        {
            return syntaxError;
        }

        var param = FindParam(exception);
        if (IsDuplicate(exception))
        {
            return ApiErrors.InvalidJson($"The body has a duplicate member{(param is null ? string.Empty : $" in '{param}'")}.") with { Code = "duplicate_property", Param = param };
        }

        return param is not null
            ? ApiErrors.InvalidValue(param, $"'{param}' has a wrong type or value.")
            : ApiErrors.InvalidJson("The body must be a JSON object.");
    }

    private static ApiError? FindSyntaxError(ReadOnlySpan<byte> body)
    {
        // The reader walks without recursion, so the depth is counted here and not left to its limit, whose error looks like any other.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if ((reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) && reader.CurrentDepth >= MaxDepth)
                {
                    return ApiErrors.InvalidJson($"The body is nested deeper than {MaxDepth} levels.") with { Code = "json_too_deep" };
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return ApiErrors.InvalidJson($"The body is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
    }

    private static ApiError? FindTooMany(ReadOnlySpan<byte> body)
    {
        if (body.Length < Math.Min(ShortestMember * MaxMembers, ShortestValue * MaxValues))
        {
            return null;
        }

        var (members, values) = Count(body);
        return members > MaxMembers || values > MaxValues
            ? ApiErrors.InvalidJson($"The body has more than {MaxMembers} members or more than {MaxValues} values.") with { Code = "json_too_large" }
            : null;
    }

    private static (int Members, int Values) Count(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        var (members, values) = (0, 0);
        try
        {
            while (members <= MaxMembers && values <= MaxValues && reader.Read())
            {
                members += reader.TokenType == JsonTokenType.PropertyName ? 1 : 0;
                values += reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject ? 0 : 1;
            }
        }
        catch (JsonException)
        {
            // Not JSON: parsing says so in better words.
        }

        return (members, values);
    }

    private static bool HasNul(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader is { ValueIsEscaped: true, TokenType: JsonTokenType.String or JsonTokenType.PropertyName } && reader.GetString()!.Contains('\0'))
                {
                    return true;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON (or half a surrogate pair): parsing says so in better words.
        }

        return false;
    }

    private static bool IsDuplicate(JsonException exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is JsonException && cause.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A converter that reads a nested value starts a new path; its exception carries the rest as the inner one.
    private static string? FindParam(JsonException exception)
    {
        var path = exception.Path ?? "$";
        if (exception.InnerException is JsonException { Path: ['$', .. var rest] })
        {
            path += rest;
        }

        return path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
    }
}
