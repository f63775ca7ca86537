namespace Switchyard.AgentClient.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain text,\n\tin two lines", "plain text,\n\tin two lines")]
    [InlineData("naïve 日本 👩\u200D🚀", "naïve 日本 👩\u200D🚀")]
    [InlineData("pay \u202E001 to bob", "pay \\u202E001 to bob")]
    [InlineData("\u001B[2Jclean", "\\u001B[2Jclean")]
    [InlineData("a\u200Bb\u2028c\u009Bd\r", "a\\u200Bb\\u2028c\\u009Bd\\u000D")]
    [InlineData("pay\U000E0041 soft\u00ADly \u2062 \u3164", "pay\\uE0041 soft\\u00ADly \\u2062 \\u3164")]
    public void Text_WithWhatIsNotSeen_ShowsIt(string text, string expected) => Assert.Equal(expected, VisibleText.Of(text));
}
