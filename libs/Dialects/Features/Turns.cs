using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Features;

/// <summary>Brings a conversation into the form some dialects demand: instructions apart, and the person and the model taking turns.</summary>
public static class Turns
{
    /// <summary>
    /// Merges neighbours of the same side; results of calls count as the person's. What is not to be sent goes: empty texts, which say nothing and are refused,
    /// and reasoning <paramref name="signer"/> did not sign, which is reported. A turn without anything left is none.
    /// </summary>
    internal static List<(bool IsAssistant, List<MessagePart> Parts)> Of(RequestTranslation translation, ReasoningOrigin signer)
    {
        List<(bool IsAssistant, List<MessagePart> Parts)> turns = [];
        foreach (var message in translation.Request.Messages)
        {
            var parts = message.Parts.Where(part => IsSent(translation, signer, part)).ToList();
            if (message.Role == MessageRole.System || parts.Count == 0)
            {
                continue;
            }

            var isAssistant = message.Role == MessageRole.Assistant;
            if (turns.Count == 0 || turns[^1].IsAssistant != isAssistant)
            {
                turns.Add((isAssistant, []));
            }

            turns[^1].Parts.AddRange(parts);
        }

        return turns;
    }

    /// <summary>Gets all instructions, those given later too, which is reported: they lose their place.</summary>
    public static IReadOnlyList<TextPart> Instructions(RequestTranslation translation)
    {
        ArgumentNullException.ThrowIfNull(translation);
        List<TextPart> texts = [.. translation.Request.Instructions];
        foreach (var message in translation.Request.Messages)
        {
            if (message.Role == MessageRole.System)
            {
                translation.Drop($"{message.Field}.role", "The model's provider knows instructions only before the conversation; these were moved there.");
                texts.AddRange(message.Parts.OfType<TextPart>());
            }
        }

        return texts;
    }

    /// <summary>Reports participants' names, which no dialect of turns has.</summary>
    public static void ReportNames(RequestTranslation translation)
    {
        ArgumentNullException.ThrowIfNull(translation);
        foreach (var message in translation.Request.Messages)
        {
            if (message.Name is not null)
            {
                translation.Takes(RequestFeature.ParticipantName, $"{message.Field}.name");
            }
        }
    }

    private static bool IsSent(RequestTranslation translation, ReasoningOrigin signer, MessagePart part)
    {
        switch (part)
        {
            case TextPart { Text: "" } or RefusalPart { Text: "" }:
                return false;
            case ReasoningPart reasoning when reasoning.Signature is null || reasoning.Origin != signer:
                translation.Drop(part.Field, $"{signer} takes back only reasoning it has signed itself.");
                return false;
            default:
                return true;
        }
    }
}
