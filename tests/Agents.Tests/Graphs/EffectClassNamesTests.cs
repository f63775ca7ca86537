using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class EffectClassNamesTests
{
    [Fact]
    public void All_Classes_AreFoundByTheirNames()
    {
        Assert.Equal(["pure", "idempotent", "asks_remote", "unsafe"], EffectClassNames.All);
        Assert.Equal(EffectClassNames.All, Enum.GetValues<EffectClass>().Select(EffectClassNames.Of));
        Assert.All(Enum.GetValues<EffectClass>(), effectClass =>
        {
            Assert.True(EffectClassNames.TryParse(EffectClassNames.Of(effectClass), out var found));
            Assert.Equal(effectClass, found);
        });
    }

    [Fact]
    public void TryParse_NoClass_FindsNone() => Assert.False(EffectClassNames.TryParse("asks-remote", out _));
}
