using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Switchyard.Agents.Tools.Web;

namespace Switchyard.Agents.Tools.Html;

/// <summary>
/// Makes of a page the text a person would see: without scripts, styles, forms and hidden parts, a line for each block, a dash before each item of a list. The
/// page is walked with a stack of its own, since its author chooses how deep it is.
/// </summary>
internal static class HtmlText
{
    private const int MaxCharacters = 2_000_000;

    // The parser's time grows with the square of how deep elements are nested, and looks at its token.
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(10);

    private static readonly HashSet<string> s_left = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "button", "input", "select", "textarea", "dialog",
    };

    private static readonly HashSet<string> s_blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
    };

    /// <exception cref="PageRefusedException">It is built so that reading it takes too long.</exception>
    public static Task<string> ReadAsync(string html, CancellationToken cancellationToken) => ReadAsync(html, s_timeLimit, cancellationToken);

    internal static async Task<string> ReadAsync(string html, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeLimit);
        try
        {
            return await ReadBoundedAsync(html.Length <= MaxCharacters ? html : html[..MaxCharacters], limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PageRefusedException("the page is built so that reading it takes too long");
        }
    }

    private static async Task<string> ReadBoundedAsync(string html, CancellationToken cancellationToken)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(html, cancellationToken).ConfigureAwait(false);
        var text = new TextBlocks();
        if (document.Body is { } body)
        {
            Walk(body, text, cancellationToken);
        }

        var (title, content) = (document.Title?.Trim() ?? string.Empty, text.ToString());
        return title.Length == 0 || content.StartsWith(title, StringComparison.Ordinal) ? content : $"{title}\n{content}".TrimEnd();
    }

    private static void Walk(INode root, TextBlocks text, CancellationToken cancellationToken)
    {
        var left = new Stack<(INode Node, bool IsEnd)>([(root, false)]);
        while (left.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (next.Node is IText words)
            {
                text.Write(words.Data);
            }
            else if (next.Node is IElement element)
            {
                if (next.IsEnd)
                {
                    End(element.LocalName, text);
                }
                else if (IsSeen(element))
                {
                    Begin(element.LocalName, text);
                    left.Push((element, true));
                    for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
                    {
                        left.Push((child, false));
                    }
                }
            }
        }
    }

    private static bool IsSeen(IElement element) =>
        !s_left.Contains(element.LocalName) && !element.HasAttribute("hidden") && element.GetAttribute("aria-hidden") != "true";

    private static void Begin(string name, TextBlocks text)
    {
        if (s_blocks.Contains(name))
        {
            text.EndLine();
        }

        switch (name)
        {
            case "li":
                text.Write("- ");
                break;
            case "br":
                text.EndLine();
                break;
            case "pre":
                text.KeepsSpaces = true;
                break;
        }
    }

    private static void End(string name, TextBlocks text)
    {
        if (name is "td" or "th")
        {
            text.EndCell();
        }

        if (s_blocks.Contains(name))
        {
            text.KeepsSpaces &= name != "pre";
            text.EndLine();
        }
    }
}
