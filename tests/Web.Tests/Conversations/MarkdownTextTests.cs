using Switchyard.Web.Conversations;
using Xunit;

namespace Switchyard.Web.Tests.Conversations;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>\n")]
    [InlineData("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")]
    [InlineData("```python\nprint(1)\n```", "<pre><code class=\"language-python\">print(1)\n</code></pre>\n")]
    [InlineData("2 * 3 < 7 & 8 > 1", "<p>2 * 3 &lt; 7 &amp; 8 &gt; 1</p>\n")]
    public void ToHtml_Markdown_IsRendered(string markdown, string html) => Assert.Equal(html, MarkdownText.ToHtml(markdown));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("text <b onclick='x()'>bold</b>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<iframe src=\"https://example.com\"></iframe>")]
    public void ToHtml_RawHtml_IsShownAsText(string markdown)
    {
        var html = MarkdownText.ToHtml(markdown);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<iframe", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b ", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](https://example.com/x)")]
    [InlineData("<https://example.com/x>")]
    [InlineData("https://example.com/x")]
    public void ToHtml_WebLink_IsHardened(string markdown)
    {
        var html = MarkdownText.ToHtml(markdown);

        Assert.Contains("href=\"https://example.com/x\"", html, StringComparison.Ordinal);
        Assert.Contains("rel=\"noopener noreferrer nofollow\"", html, StringComparison.Ordinal);
        Assert.Contains("target=\"_blank\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](javascript:alert(1))")]
    [InlineData("[a](JaVaScRiPt:alert(1))")]
    [InlineData("[a](data:text/html,x)")]
    [InlineData("[a](vbscript:x)")]
    [InlineData("[a](/runs)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[a][1]\n\n[1]: javascript:alert(1)")]
    public void ToHtml_OtherLink_LeadsNowhere(string markdown)
    {
        var html = MarkdownText.ToHtml(markdown);

        Assert.DoesNotContain("<a", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void ToHtml_Image_IsNotLoaded()
    {
        var html = MarkdownText.ToHtml("![a picture](https://example.com/track.png)");

        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains(">a picture</a>", html, StringComparison.Ordinal);
    }
}
