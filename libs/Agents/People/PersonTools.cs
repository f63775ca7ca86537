using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Tools.Human;

namespace Switchyard.Agents.People;

/// <summary>The tools whose calls are questions to a person.</summary>
internal static class PersonTools
{
    public const string AskUser = HumanTools.AskUser;

    public const string ApproveAction = HumanTools.ApproveAction;

    public static bool Has(string name) => name is AskUser or ApproveAction;

    /// <summary>The question that a call of one of them is.</summary>
    public static PersonQuestion ToQuestion(PreparedCall call) => call.Name == AskUser
        ? new PersonQuestion(call.Values!.GetText("question")) { Choices = ReadChoices(call.Values!.GetTexts("choices")) }
        : new PersonQuestion(call.Values!.GetText("action"))
        {
            Kind = PersonRequestKind.Approval,
            Choices = ApprovalAnswers.All,
            Tool = ApproveAction,
            Arguments = call.Arguments!.Value.GetRawText(),
        };

    // An answer must be one of the choices to the letter, so each is one line that people and stores hand back as it is.
    private static string[] ReadChoices(IReadOnlyList<string> texts) => [.. texts.Select(ToLine).Where(choice => choice.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string ToLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
