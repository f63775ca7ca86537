namespace Switchyard.Agents.Tools.Artefacts;

/// <summary>Keeps the files that code of a run wrote, for people to fetch.</summary>
/// <remarks>Safe for concurrent use. A call that is made again saves the same files again.</remarks>
public interface IArtefactStore
{
    /// <summary>Keeps files; one of the same run and name is replaced. What is over the store's bounds is noted without its content, or not at all.</summary>
    /// <param name="runId">The run whose code wrote them.</param>
    /// <param name="files">The files.</param>
    /// <param name="cancellationToken">Ends the saving.</param>
    /// <returns>Whether they are kept; the code has run either way.</returns>
    Task<bool> SaveAsync(Guid runId, IReadOnlyList<Artefact> files, CancellationToken cancellationToken);
}
