using Switchyard.Web.Approvals;
using Xunit;

namespace Switchyard.Web.Tests.Approvals;

public sealed class WaitingWordsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("""{"id":7}""", """{"id":7}""")]
    [InlineData("42", "42")]
    [InlineData("message 7 was sent", "\"message 7 was sent\"")]
    public void Result_WhatAPersonWrites_IsJson(string text, string? json) => Assert.Equal(json, WaitingWords.Result(text)?.GetRawText());
}
