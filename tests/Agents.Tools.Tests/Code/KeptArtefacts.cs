using System.Collections.Concurrent;
using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.Agents.Tools.Tests.Code;

/// <summary>Keeps files in memory.</summary>
internal sealed class KeptArtefacts : IArtefactStore
{
    public ConcurrentQueue<Artefact> Files { get; } = [];

    public Task<bool> SaveAsync(Guid runId, IReadOnlyList<Artefact> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            Files.Enqueue(file);
        }

        return Task.FromResult(true);
    }
}
