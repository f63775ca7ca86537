using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Switchyard.Web.Conversations;

/// <summary>
/// Renders a model's Markdown to HTML that can do nothing but look: raw HTML is shown as text, links lead only to web and
/// mail addresses and tell nothing about this page, images become links because loading one would report to its server.
/// </summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseEmphasisExtras().Build();
    private static readonly string[] s_schemes = ["http", "https", "mailto"];

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, s_pipeline);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            MakeSafe(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(static link => !link.IsEmail && !IsSafe(link.Url)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            Harden(link);
        }

        return document.ToHtml(s_pipeline);
    }

    private static void MakeSafe(LinkInline link)
    {
        link.IsImage = false;
        if (IsSafe(link.Url))
        {
            Harden(link);
        }
        else
        {
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
        }
    }

    private static void Harden(MarkdownObject link)
    {
        var attributes = link.GetAttributes();
        attributes.AddProperty("rel", "noopener noreferrer nofollow");
        attributes.AddProperty("target", "_blank");
    }

    private static bool IsSafe(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var address) && s_schemes.Contains(address.Scheme, StringComparer.OrdinalIgnoreCase);
}
