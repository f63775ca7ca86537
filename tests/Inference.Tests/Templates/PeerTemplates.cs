using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;
using Switchyard.Tests.Common.Peers;

namespace Switchyard.Inference.Tests.Templates;

/// <summary>Renders templates by our interpreter and by @huggingface/jinja.</summary>
internal static class PeerTemplates
{
    public static TemplateMap Parse(string context)
    {
        using var document = JsonDocument.Parse(context);
        return (TemplateMap)TemplateJson.FromElement(document.RootElement, text => text)!;
    }

    /// <summary>Renders, or gives null for a refusal. Whatever else goes wrong is an error of the test.</summary>
    public static string? Render(string template, string context)
    {
        try
        {
            return ChatTemplate.Parse(template).Render(Parse(context), TimeProvider.System, TemplateLimits.Default);
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    /// <summary>Asks the other implementation for each case's text, null for a refusal.</summary>
    public static async Task<IReadOnlyList<string?>> AskAsync(IEnumerable<(string Template, string Context)> cases, CancellationToken cancellationToken)
    {
        await using var peer = NodePeer.Start("jinja.mjs");
        var question = new JsonArray([.. cases.Select(one => new JsonObject { ["template"] = one.Template, ["context"] = JsonNode.Parse(one.Context) })]);
        var answer = await peer.AskAsync(question, cancellationToken);
        Assert.Null(answer.Error);
        return [.. answer.Result!.AsArray().Select(item => (string?)item!["text"])];
    }
}
