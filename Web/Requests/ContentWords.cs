using Switchyard.Contracts.Routing;
using Switchyard.Web.Charts;

namespace Switchyard.Web.Requests;

/// <summary>How what requests say is introduced.</summary>
internal static class ContentWords
{
    /// <summary>Says whose a part is and what.</summary>
    public static string Of(ContentPart part)
    {
        var what = part.Type switch
        {
            "text" => part.Role,
            "tool_call" => $"{part.Role}, call of {part.Name ?? "a tool"}",
            "tool_result" => $"{part.Role}, result",
            _ => $"{part.Role}, {part.Type}",
        };
        return part.Choice is { } choice ? $"answer {choice + 1}: {what}" : what;
    }

    /// <summary>Says what is not there; <see langword="null"/> where everything is.</summary>
    public static string? Note(ContentText text)
    {
        List<string> notes = [];
        if (text.Cut)
        {
            notes.Add($"Only the beginning of {DisplayText.Count(text.Bytes)} bytes was kept.");
        }

        if (text.Interrupted == true)
        {
            notes.Add("It broke off before its end.");
        }

        if (text.Parts.Count == 0)
        {
            notes.Add("There is no text.");
        }

        if (text.Redactions > 0)
        {
            notes.Add(text.Redactions == 1 ? "One place was made unreadable." : $"{DisplayText.Count(text.Redactions)} places were made unreadable.");
        }

        return notes.Count == 0 ? null : string.Join(' ', notes);
    }
}
