using Switchyard.Providers.Catalog;
using Xunit;

namespace Switchyard.Providers.Tests.Catalog;

public sealed class ProviderAddressTests
{
    private static readonly Uri s_standard = new("http://localhost:11434/v1");

    [Theory]
    [InlineData(null, "http://localhost:11434/v1")]
    [InlineData("", "http://localhost:11434/v1")]
    [InlineData("box", "http://box:11434/v1")]
    [InlineData("box:1234", "http://box:1234/v1")]
    [InlineData(":1234", "http://localhost:1234/v1")]
    [InlineData("0.0.0.0", "http://localhost:11434/v1")]
    [InlineData("0.0.0.0:1234", "http://localhost:1234/v1")]
    [InlineData("127.0.0.1:1234/", "http://127.0.0.1:1234/v1")]
    [InlineData("http://box", "http://box/v1")]
    [InlineData("https://box/api/v2/", "https://box/api/v2")]
    [InlineData(" http://box:1/v1 ", "http://box:1/v1")]
    public void Parse_WhatPeopleWrite_IsUnderstood(string? text, string expected) => Assert.Equal(expected, ProviderAddress.Parse(text, s_standard).AbsoluteUri);

    [Theory]
    [InlineData("ftp://box")]
    [InlineData("http://user:password@box")]
    [InlineData("http://")]
    [InlineData("file:///etc/passwd")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.Throws<FormatException>(() => ProviderAddress.Parse(text, s_standard));
}
