using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Chat;

/// <summary>Lets a prompt end with the final message, as Hugging Face's continue_final_message does.</summary>
internal static class FinalMessage
{
    /// <summary>Gets the text of the conversation's last message.</summary>
    public static string FindText(TemplateList conversation) =>
        conversation is { Items: [.., TemplateMap last] } && last["content"] is string text && PythonText.Trim(text).Length > 0
            ? text
            : throw TemplateErrors.Refusal("continue_final_message needs a final message with a text.");

    /// <summary>Cuts <paramref name="prompt"/> after the last occurrence of <paramref name="text"/>, whose outer blanks the template may have taken off.</summary>
    public static string CutAfter(string prompt, string text)
    {
        var trimmed = PythonText.Trim(text);
        var start = prompt.LastIndexOf(trimmed, StringComparison.Ordinal);
        if (start < 0)
        {
            throw TemplateErrors.Refusal("continue_final_message is not possible: the model's chat template does not write the final message as it is.");
        }

        var open = PythonText.Trim(text, null, left: true, right: false);
        return prompt.AsSpan(start).StartsWith(open, StringComparison.Ordinal) ? prompt[..(start + open.Length)] : prompt[..(start + trimmed.Length)];
    }
}
