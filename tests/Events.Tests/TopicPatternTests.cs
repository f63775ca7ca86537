namespace Switchyard.Events.Tests;

public sealed class TopicPatternTests
{
    [Theory]
    [InlineData("runs.1.ended", "runs.1.ended", true)]
    [InlineData("runs.1.ended", "runs.1", false)]
    [InlineData("runs.1", "runs.1.ended", false)]
    [InlineData("runs.*.ended", "runs.1.ended", true)]
    [InlineData("runs.*.ended", "runs.1.2.ended", false)]
    [InlineData("runs.*", "runs", false)]
    [InlineData("*", "runs", true)]
    [InlineData("*.*", "runs", false)]
    [InlineData("#", "runs.1.ended", true)]
    [InlineData("runs.#", "runs.1.ended", true)]
    [InlineData("runs.#", "runs", true)]
    [InlineData("runs.#", "runners.1", false)]
    [InlineData("*.1.#", "runs.1", true)]
    [InlineData("runs", "Runs", false)]
    public void Matches_Topic_ByWords(string pattern, string topic, bool expected) => Assert.Equal(expected, TopicPattern.Parse(pattern).Matches(topic));

    [Theory]
    [InlineData("", "'' is no pattern of topics. It is empty.")]
    [InlineData("runs..ended", "'runs..ended' is no pattern of topics. It has an empty word")]
    [InlineData(".runs", "'.runs' is no pattern of topics. It has an empty word")]
    [InlineData("runs.", "'runs.' is no pattern of topics. It has an empty word")]
    [InlineData("run*", "'run*' is no pattern of topics. 'run*' is no word: '*' and '#' stand for whole words.")]
    [InlineData("#.ended", "'#.ended' is no pattern of topics. '#' may only be the last word.")]
    public void Parse_NoPattern_SaysWhy(string pattern, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => TopicPattern.Parse(pattern)).Message);
}
