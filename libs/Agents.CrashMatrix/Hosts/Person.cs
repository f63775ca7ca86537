using Switchyard.Agents.CrashMatrix.Subjects;
using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>Who is asked by runs: says yes to questions, and looks at the other side where nobody knows whether an effect happened.</summary>
internal sealed class Person(ICrashSubject subject)
{
    /// <summary>Gets how many times there was an effect of which nobody knew.</summary>
    public int Uncertain { get; private set; }

    public Task AnswerAsync(Guid runId, PersonRequest request, CancellationToken cancellationToken)
    {
        if (request.Kind != PersonRequestKind.UncertainEffect)
        {
            return subject.AnswerAsync(runId, request.Key, request.Choices.Count > 0 ? request.Choices[0] : "yes", cancellationToken);
        }

        Uncertain++;
        return subject.ResolveAsync(runId, request, cancellationToken);
    }
}
