using System.Collections.Frozen;
using System.Text.Json;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Completions;

/// <summary>Reads text-completion requests: the prompt becomes what the person says, and the model's reply the completion.</summary>
internal sealed class CompletionsRequestReader : RequestReader
{
    private static readonly string[] s_refused = ["suffix"];

    private static readonly FrozenSet<string> s_known = FrozenSet.Create(
        [.. SamplingJson.Members, .. s_refused, "model", "prompt", "echo", "best_of", "logprobs", "user", "stream", "stream_options"]);

    protected override ModelRequest Read(JsonField root)
    {
        Refuse(root, s_refused);
        if (root["echo"].Flag() == true)
        {
            throw root["echo"].Unsupported("asks for the prompt back, which the model's provider does not send");
        }

        if (root["best_of"].WholeNumber() > 1)
        {
            throw root["best_of"].Unsupported("asks for the best of several answers, which the model's provider does not choose");
        }

        var prompt = Prompt(root["prompt"]);
        var extra = ExtraMembers(root, s_known);
        return new ModelRequest
        {
            Source = Dialect.Completions,
            Model = root["model"].OptionalText() ?? string.Empty,
            Messages = [new Message(MessageRole.User, [new TextPart(prompt.Text()) { Field = prompt.Path }], prompt.Path)],
            Sampling = SamplingJson.Read(root) with { Logprobs = !root["logprobs"].IsAbsent },
            User = root["user"].OptionalText(),
            Stream = root["stream"].Flag() == true,
            IncludeUsage = root["stream_options"]["include_usage"].Flag() == true,
            Extra = extra.FindAll(member => !ChatRequestReader.Known.Contains(member.Name)),
            Unread = [.. extra.Where(member => ChatRequestReader.Known.Contains(member.Name)).Select(member => member.Name)],
        };
    }

    private static JsonField Prompt(JsonField prompt)
    {
        if (prompt.Kind != JsonValueKind.Array)
        {
            return prompt;
        }

        return prompt.Items().ToList() switch
        {
            [{ Kind: JsonValueKind.String } only] => only,
            [{ Kind: JsonValueKind.String }, ..] => throw prompt.Unsupported("holds several prompts; the model's provider answers one at a time"),
            _ => throw prompt.Unsupported("must be text: tokens mean something to one model only"),
        };
    }
}
