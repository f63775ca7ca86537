using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class ByteAlphabetTests
{
    [Fact]
    public void ToBytes_OfEveryCharacter_IsItsByte() =>
        Assert.All(Enumerable.Range(0, 256), value => Assert.Equal([(byte)value], ByteAlphabet.ToBytes(ByteAlphabet.ToChar((byte)value).ToString())!));

    [Theory]
    [InlineData(' ', 'Ġ')]
    [InlineData('\n', 'Ċ')]
    [InlineData('A', 'A')]
    [InlineData('\0', 'Ā')]
    public void ToChar_KnownBytes_AreGpt2s(char value, char expected) => Assert.Equal(expected, ByteAlphabet.ToChar((byte)value));

    [Fact]
    public void ToBytes_TextOutsideTheAlphabet_IsNone() => Assert.Null(ByteAlphabet.ToBytes("a b"));
}
