using Switchyard.Agents.Graphs.Runs;

namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>A kind of run whose host is killed. Each does two things outside and asks a person between them.</summary>
internal interface ICrashSubject
{
    /// <summary>Starts a run, or goes on with it, until it rests.</summary>
    Task<CrashProgress> AdvanceAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Answers a question of a run.</summary>
    Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken);

    /// <summary>Says, as a person does who looks at the other side, what became of an effect of which nobody knew.</summary>
    Task ResolveAsync(Guid runId, PersonRequest request, CancellationToken cancellationToken);
}
