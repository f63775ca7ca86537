using Switchyard.Dialects.Features;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Brings a conversation into the form some dialects demand: instructions apart, and the person and the model taking turns.</summary>
internal static class Turns
{
    /// <summary>Merges neighbours of the same side; results of calls count as the person's.</summary>
    public static List<(bool IsAssistant, List<MessagePart> Parts)> Of(IReadOnlyList<Message> messages)
    {
        List<(bool IsAssistant, List<MessagePart> Parts)> turns = [];
        foreach (var message in messages)
        {
            if (message.Role == MessageRole.System || message.Parts.Count == 0)
            {
                continue;
            }

            var isAssistant = message.Role == MessageRole.Assistant;
            if (turns.Count == 0 || turns[^1].IsAssistant != isAssistant)
            {
                turns.Add((isAssistant, []));
            }

            turns[^1].Parts.AddRange(message.Parts);
        }

        return turns;
    }

    /// <summary>Gets all instructions, those given later too, which is reported: they lose their place.</summary>
    public static List<TextPart> Instructions(RequestTranslation translation)
    {
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

    public static void ReportNames(RequestTranslation translation)
    {
        foreach (var message in translation.Request.Messages)
        {
            if (message.Name is not null)
            {
                translation.Takes(RequestFeature.ParticipantName, $"{message.Field}.name");
            }
        }
    }
}
