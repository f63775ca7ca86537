using System.Text.Json;

namespace Switchyard.Router.Forwarding;

/// <summary>Where a JSON body names its model, so that the name can be exchanged without touching any other byte.</summary>
/// <param name="Start">Where the value begins; without a member, where one can be inserted.</param>
/// <param name="Length">The value's length; 0 without a member.</param>
internal readonly record struct ModelMember(int Start, int Length)
{
    /// <summary>Finds the top-level member <c>model</c> of <paramref name="body"/>, which is known to be a valid object.</summary>
    public static ModelMember Find(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        var insertAt = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            reader.Read();
            if (isModel)
            {
                return new ModelMember((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
            }

            reader.Skip();
        }

        return new ModelMember(insertAt, 0);
    }

    /// <summary>Returns <paramref name="body"/> with the model named <paramref name="name"/>.</summary>
    public ReadOnlyMemory<byte> Rename(ReadOnlyMemory<byte> body, string name)
    {
        var value = JsonEncodedText.Encode(name).EncodedUtf8Bytes;
        var written = (ReadOnlySpan<byte>)[(byte)'"', .. value, (byte)'"'];
        if (body.Span.Slice(Start, Length).SequenceEqual(written))
        {
            return body;
        }

        // The object has other members, since a request without any was refused before.
        var member = Length > 0 ? written : [.. "\"model\":"u8, .. written, (byte)','];
        var renamed = new byte[body.Length - Length + member.Length];
        body.Span[..Start].CopyTo(renamed);
        member.CopyTo(renamed.AsSpan(Start));
        body.Span[(Start + Length)..].CopyTo(renamed.AsSpan(Start + member.Length));
        return renamed;
    }
}
