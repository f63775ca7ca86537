using Switchyard.MockUpstream.Answers;

namespace Switchyard.MockUpstream.Tests.Answers;

public sealed class WordsTests
{
    [Fact]
    public void Pieces_SameSeed_AreTheSame()
    {
        Assert.Equal(Words.Pieces(3, 50), Words.Pieces(3, 50));
        Assert.NotEqual(Words.Pieces(3, 50), Words.Pieces(4, 50));
    }

    [Fact]
    public void Cut_Text_JoinsToItself() => Assert.Equal(["One", " two", " ", " three"], Words.Cut("One two  three"));

    [Fact]
    public void Characters_Text_KeepsTogetherWhatIsOne() => Assert.Equal(["a", "ö", "🚂", "é"], Words.Characters(["aö🚂", "é"]));

    [Fact]
    public void Fragments_Json_AreNoHalfCharacters() => Assert.Equal(["{\"a\":\"🚂", "1234567", "\"}"], Words.Fragments("{\"a\":\"🚂1234567\"}"));
}
