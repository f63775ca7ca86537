using System.Text.Json.Nodes;

namespace Switchyard.Router.Media;

/// <summary>A file in a request's body.</summary>
/// <param name="Path">Where the caller's body has it.</param>
/// <param name="IsImage">Whether it stands where images do, rather than documents.</param>
/// <param name="Form">How it is written.</param>
/// <param name="Holder">The object with the member.</param>
/// <param name="Member">The member with its bytes or its URL.</param>
internal sealed record MediaPart(string Path, bool IsImage, MediaForm Form, JsonObject Holder, string Member)
{
    /// <summary>Gets the media type that stands beside the bytes; <see langword="null"/> where none does.</summary>
    public string? Label { get; init; }

    /// <summary>Gets whether the caller asks that the model look at it only roughly.</summary>
    public bool IsLowDetail => Holder["detail"] is JsonValue value && value.TryGetValue<string>(out var detail) && detail == "low";
}
