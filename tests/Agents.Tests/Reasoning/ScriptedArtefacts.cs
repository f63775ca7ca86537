using System.Collections.Concurrent;
using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Keeps files, and by which run.</summary>
internal sealed class ScriptedArtefacts : IArtefactStore
{
    public ConcurrentQueue<(Guid RunId, Artefact File)> Kept { get; } = [];

    public Task<bool> SaveAsync(Guid runId, IReadOnlyList<Artefact> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            Kept.Enqueue((runId, file));
        }

        return Task.FromResult(true);
    }
}
