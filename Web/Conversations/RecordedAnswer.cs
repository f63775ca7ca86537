using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Conversations;

/// <summary>Rebuilds an answer from a run's record.</summary>
internal static class RecordedAnswer
{
    public static Answer From(RunDetail run)
    {
        var answer = new Answer(0);
        foreach (var runEvent in run.Events)
        {
            RunEventReducer.Apply(answer, runEvent, runEvent.Timestamp - run.CreatedAt);
        }

        return answer;
    }
}
