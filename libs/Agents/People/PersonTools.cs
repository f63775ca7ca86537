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

    /// <summary>The question that a call of one of them is.</summary>
    public static PersonQuestion ToQuestion(PreparedCall call) => call.Name == AskUser
        ? new PersonQuestion(call.Values!.GetText("question")) { Choices = ReadChoices(call.Values!.GetText("choices")) }
        : new PersonQuestion(call.Values!.GetText("action"))
        {
            Kind = PersonRequestKind.Approval,
            Choices = ApprovalAnswers.All,
            Tool = ApproveAction,
            Arguments = call.Arguments!.Value.GetRawText(),
        };

    private static string[] ReadChoices(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
