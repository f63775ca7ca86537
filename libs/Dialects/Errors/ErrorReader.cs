using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Errors;

/// <summary>The edge of every error reader: whatever the body is, there is an error to tell of.</summary>
public abstract class ErrorReader : IErrorReader
{
    private const int MaxMessageLength = 2000;

    /// <inheritdoc/>
    public ModelError Read(int status, ReadOnlySpan<byte> body)
    {
        try
        {
            var root = new JsonField(JsonText.Parse(body, string.Empty), string.Empty);
            // Google puts the error of a stream into an array.
            return Read(status, root.Kind == JsonValueKind.Array ? root.Items().FirstOrDefault() : root);
        }
        catch (JsonShapeException)
        {
            return new ModelError(ErrorClasses.OfStatus(status), StatusMessage(status));
        }
    }

    /// <summary>Reads a body that is JSON.</summary>
    protected abstract ModelError Read(int status, JsonField root);

    /// <summary>Gets the sentence for a body that says nothing.</summary>
    protected static string StatusMessage(int status) => $"The provider answered with status {status} and no explanation.";

    /// <summary>Gets the text of an error that is a string or an object with a message.</summary>
    protected static string? Message(JsonField error)
    {
        var text = error.Kind == JsonValueKind.String ? error.Text() : Scalar(error, "message") ?? Scalar(error, "detail");
        return text?.Length > MaxMessageLength ? text[..MaxMessageLength] : text;
    }

    /// <summary>Gets a member that is a string, or a number at some servers; what else it may be says nothing.</summary>
    protected static string? Scalar(JsonField value, string name)
    {
        if (value.Kind != JsonValueKind.Object || !value.Element.TryGetProperty(name, out var member))
        {
            return null;
        }

        return member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
    }
}
