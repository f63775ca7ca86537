using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class ControlTokenGuardTests
{
    private static readonly ControlTokenGuard s_guard = new(["<|end|>", "<s>"]);

    [Theory]
    [InlineData("plain")]
    [InlineData("<|end|>")]
    [InlineData("a <s> b <|end|><|end|>")]
    [InlineData("<|en")]
    [InlineData("<")]
    [InlineData("\uFDD0")]
    [InlineData("\uFDD0\uFDD1<s>\uFDD0")]
    [InlineData("\uFDD1")]
    [InlineData("")]
    public void Unprotect_OfProtect_IsTheText(string text) => Assert.Equal(text, ControlTokenGuard.Unprotect(s_guard.Protect(text)));

    [Theory]
    [InlineData("<|end|>")]
    [InlineData("x<s>y")]
    [InlineData("<<s>")]
    public void Protect_ControlToken_IsBroken(string text)
    {
        var marked = s_guard.Protect(text);

        Assert.DoesNotContain("<s>", marked, StringComparison.Ordinal);
        Assert.DoesNotContain("<|end|>", marked, StringComparison.Ordinal);
    }

    [Fact]
    public void Protect_BeginningAtTheEnd_CannotBeCompletedByWhatFollows() =>
        Assert.DoesNotContain("<|end|>", s_guard.Protect("text <|e") + "nd|>", StringComparison.Ordinal);

    [Fact]
    public void Protect_OtherMarkup_IsUntouched() => Assert.Equal("<b> <|start|> a < b", s_guard.Protect("<b> <|start|> a < b"));

    [Fact]
    public void Unprotect_LoneMark_IsKept() => Assert.Equal("a\uFDD0", ControlTokenGuard.Unprotect("a\uFDD0"));
}
