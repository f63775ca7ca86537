using Switchyard.Redaction;
using Switchyard.Router.PersonalData;
using Switchyard.Tests.Common;
using Xunit;

namespace Switchyard.Router.Tests.PersonalData;

/// <summary>Long texts are looked through apart, for as long as somebody waits.</summary>
public sealed class SensitiveSearchTests
{
    private static readonly IReadOnlyList<SensitivePlace> s_found = [new("token", "input")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SensitiveSearch.MaxLengthAtOnce, true)]
    [InlineData(SensitiveSearch.MaxLengthAtOnce + 1, false)]
    public async Task Text_UpToALength_IsLookedThroughWhereTheRequestIs(int length, bool isHere)
    {
        using var search = new SensitiveSearch(TimeProvider.System);
        var (here, there) = (Environment.CurrentManagedThreadId, 0);

        var found = await search.FindAsync(length, _ =>
        {
            there = Thread.CurrentThread.IsThreadPoolThread ? Environment.CurrentManagedThreadId : -1;
            return s_found;
        }, Token);

        Assert.Same(s_found, found);
        Assert.Equal(isHere ? here : -1, isHere && there == -1 ? here : there);
    }

    [Fact]
    public async Task LongText_CallerLeaves_SearchEnds()
    {
        using var search = new SensitiveSearch(TimeProvider.System);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var searching = search.FindAsync(long.MaxValue, token =>
        {
            leaving.Cancel();
            token.ThrowIfCancellationRequested();
            return s_found;
        }, leaving.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await searching);
        Assert.Same(s_found, await search.FindAsync(long.MaxValue, static _ => s_found, Token));
    }

    [Fact]
    public async Task LongText_ThatTakesTooLong_IsSomethingUnknown()
    {
        var time = new ManualTimeProvider();
        using var search = new SensitiveSearch(time);

        var found = await search.FindAsync(long.MaxValue, token =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            token.ThrowIfCancellationRequested();
            return s_found;
        }, Token);

        Assert.Equal([new SensitivePlace(SensitiveKinds.Unknown, "the body")], found);
    }

    [Fact]
    public async Task LongTexts_ManyAtOnce_WaitForTheirTurn()
    {
        using var search = new SensitiveSearch(TimeProvider.System);
        var (running, most) = (0, 0);
        var gate = new Lock();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await search.FindAsync(long.MaxValue, _ =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            Thread.Yield();
            lock (gate)
            {
                running--;
            }

            return s_found;
        }, Token)));

        Assert.InRange(most, 1, Math.Max(Environment.ProcessorCount / 2, 1));
    }

    [Fact]
    public void Body_NobodyWaitsFor_IsLeft()
    {
        using var left = new CancellationTokenSource();
        left.Cancel();

        Assert.Throws<OperationCanceledException>(() => SensitivePlaces.Find("{}"u8, left.Token));
        Assert.Throws<OperationCanceledException>(() => SensitivePlaces.Find([new string('x', 1 << 20)], "the form", left.Token));
    }
}
