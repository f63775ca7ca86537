namespace Switchyard.Redaction.Tests;

public sealed class SensitiveKindsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Find_LongText_SeesWhatLiesAcrossItsPieces()
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        var words = string.Concat(Enumerable.Repeat("word ", (64 * 1024 / 5) - 1));

        SensitiveKinds.Find($"{words} alice@example.org {words} 4111 1111 1111 1111 {words}", kinds, Token);

        Assert.Equal(["card number", "e-mail address"], kinds);
    }

    [Fact]
    public void Find_NobodyWaits_Ends()
    {
        Assert.Throws<OperationCanceledException>(() => SensitiveKinds.Find(new string('a', 1_000_000), new HashSet<string>(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void FindNumbers_CardsAndAccounts_ButNothingElse()
    {
        var kinds = new SortedSet<string>(StringComparer.Ordinal);

        SensitiveKinds.FindNumbers("378282246310005 DE89370400440532013000 alice@example.org", kinds);

        Assert.Equal(["IBAN", "card number"], kinds);
    }
}
