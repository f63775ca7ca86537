namespace Switchyard.Agents.CrashMatrix.Subjects;

/// <summary>A kind of run whose host is killed. Each does two things outside and asks a person between them.</summary>
internal interface ICrashSubject
{
    /// <summary>Starts a run, or goes on with it, until it rests.</summary>
    Task<CrashProgress> AdvanceAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Answers a question of a run.</summary>
    Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken);

    /// <summary>Says what became of an effect of which nobody knew.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The effect's key.</param>
    /// <param name="result">What came of it; <see langword="null"/> where it did not happen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ResolveAsync(Guid runId, string key, string? result, CancellationToken cancellationToken);
}
