namespace Switchyard.Agents.Composition.Voting;

/// <summary>How it is decided among answers that share the most votes.</summary>
internal static class VoteTie
{
    /// <summary>What a person is asked.</summary>
    public static string QuestionOf(string input) => $"The agents disagree. Which answer is right? {input}";

    /// <summary>What a judge is asked.</summary>
    public static string TaskOf(string input, IEnumerable<string> answers) => $"{input}\n\nSeveral answers were given: {Quote(answers)}. Give the right one, word for word.";

    /// <summary>Gets the answer that a judge chose; <see langword="null"/> where it is none of them.</summary>
    public static string? Choose(IReadOnlyList<string> answers, string? said, Func<string, string> normalize) =>
        answers.FirstOrDefault(answer => said is not null && normalize(answer) == normalize(said));

    public static string NoneChosen(string judge, IEnumerable<string> answers) => $"'{judge}' chose none of the answers: {Quote(answers)}.";

    public static string Quote(IEnumerable<string> answers) => string.Join(", ", answers.Select(static answer => $"\"{answer}\""));
}
