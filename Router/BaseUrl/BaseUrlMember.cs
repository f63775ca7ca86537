using System.Text.Json;

namespace Switchyard.Router.BaseUrl;

/// <summary>Finds the members by which other gateways let a body say where it goes. Passed on they would do so further up, so they are not.</summary>
internal static class BaseUrlMember
{
    private const string Name = "base_url";
    private const string OtherName = "api_base";

    /// <summary>Whether <paramref name="name"/> is one of them.</summary>
    public static bool IsOne(string name) => name is Name or OtherName;

    /// <summary>Finds such a member of <paramref name="body"/>, which is known to be a valid object.</summary>
    public static string? Find(ReadOnlySpan<byte> body)
    {
        // Nearly no body has these bytes anywhere; one that has them in a text, or escapes letters, is walked.
        return body.IndexOf("base_url\""u8) >= 0 || body.IndexOf("api_base\""u8) >= 0 || body.IndexOf("\\u00"u8) >= 0 ? Walk(body) : null;
    }

    private static string? Walk(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Name))
            {
                return Name;
            }

            if (reader.ValueTextEquals(OtherName))
            {
                return OtherName;
            }

            reader.Skip();
        }

        return null;
    }
}
