namespace Switchyard.MockUpstream.Answers;

/// <summary>What the model says, in no dialect yet. Usage is null when it is to be missing.</summary>
internal sealed record Answer(string Model, IReadOnlyList<AnswerChoice> Choices, AnswerUsage? Usage)
{
    /// <summary>Gets the answer of dialects that have one only.</summary>
    public AnswerChoice First => Choices[0];
}
