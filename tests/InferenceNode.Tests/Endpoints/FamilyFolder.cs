using System.Text.Json.Nodes;
using Switchyard.Tests.Common.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

/// <summary>The embedded model with a family's chat template and, where the family has one, the control token that begins its calls.</summary>
internal static class FamilyFolder
{
    /// <summary>The id of the token that becomes the family's.</summary>
    public const int Token = 2046;

    public static ModelFolderCopy Create(string family)
    {
        var template = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Families", family.Split('+')[0] + ".jinja")).Replace("tojson(indent=4)", "tojson", StringComparison.Ordinal);
        var folder = CreateWith(family.EndsWith("+args", StringComparison.Ordinal) ? template.Replace("\"[TOOL_CALLS] [\"", "\"[TOOL_CALLS][ARGS]\"", StringComparison.Ordinal) : template, family switch
        {
            "llama31" => "<|python_tag|>",
            "mistral" or "mistral+args" => "[TOOL_CALLS]",
            _ => null,
        });
        return folder;
    }

    public static ModelFolderCopy CreateWith(string template, string? controlToken)
    {
        var folder = new ModelFolderCopy();
        folder.Write("chat_template.jinja", template);
        if (controlToken is not null)
        {
            var path = Path.Combine(folder.Path, "tokenizer.json");
            var tokenizer = JsonNode.Parse(File.ReadAllText(path))!;
            var token = tokenizer["added_tokens"]!.AsArray().Single(token => (int)token!["id"]! == Token)!;
            token["content"] = controlToken;
            token["special"] = true;
            folder.Write("tokenizer.json", tokenizer.ToJsonString());
        }

        return folder;
    }
}
