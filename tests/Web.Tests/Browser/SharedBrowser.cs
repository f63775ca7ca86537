using Xunit;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The tests that share one browser, and most of them one dashboard; they run one after the other, so that what they measure is their own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>, ICollectionFixture<SharedSystem>
{
    public const string Name = "browser";
}
