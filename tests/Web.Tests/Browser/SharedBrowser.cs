using Xunit;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The tests that share one browser; they run one after the other, so that what they measure is their own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}
