using System.Text.Json.Nodes;
using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Structure;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Finds out whether a run may go on over a graph that is not the one it was journalled with, and carries its state over where there is a migration.</summary>
internal sealed class GraphChange(RunPosition position, GraphShape graph, IReadOnlyDictionary<string, string> prints)
{
    private readonly List<string> _problems = [];
    private readonly List<string> _migrations = [];
    private readonly HashSet<string> _migrated = [];

    /// <summary>Changes the position to one over this graph.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>What to journal; <see langword="null"/> where nothing has changed.</returns>
    /// <exception cref="GraphChangedException">Something has changed that the run still needs.</exception>
    public EntryDraft? Apply(Guid runId)
    {
        var recorded = position.Prints;
        if (recorded.Count == prints.Count && prints.All(print => recorded.GetValueOrDefault(print.Key) == print.Value))
        {
            return null;
        }

        Migrate(graph, "");
        CheckNodes();
        if (_problems.Count > 0)
        {
            throw new GraphChangedException(runId, _problems);
        }

        var changes = Describe(recorded);
        position.Prints = prints;
        return new EntryDraft(JournalEntryKind.Migrated, position.LastStep, null, null, EntryData.Migrated(position, changes, _migrations));
    }

    /// <summary>Carries a position's states over as far as there are migrations, whatever became of the nodes: for reading, not for going on.</summary>
    public static void MigrateState(RunPosition position, GraphShape graph) => new GraphChange(position, graph, position.Prints).Migrate(graph, "");

    private string[] Describe(IReadOnlyDictionary<string, string> recorded) =>
        [.. recorded.Keys.Union(prints.Keys).Where(path => recorded.GetValueOrDefault(path) != prints.GetValueOrDefault(path)).Order(StringComparer.Ordinal).Select(Describe)];

    private string Describe(string path)
    {
        var subject = path.Length == 0 || path.EndsWith('/') ? $"Graph '{(path.Length == 0 ? graph.Name : path[..^1])}'" : $"Node '{path}'";
        return (position.Prints.GetValueOrDefault(path), prints.GetValueOrDefault(path)) switch
        {
            (null, { } now) => $"{subject} is new ({now}).",
            ({ } before, null) => $"{subject} is gone (it was {before}).",
            var (before, now) => $"{subject} was \"{before}\" and is \"{now}\".",
        };
    }

    private void Migrate(GraphShape shape, string path)
    {
        // Where the run is not inside, there is no state to carry over.
        if (position.Prints.TryGetValue(path, out var from) && from != shape.Version && position.Scopes.Keys.Any(id => ScopeAddress.PathOf(id) == path))
        {
            Migrate(shape, path, from);
        }

        foreach (var node in shape.Nodes.Where(node => node.Inner is not null))
        {
            Migrate(node.Inner!, path + node.Name + "/");
        }
    }

    private void Migrate(GraphShape shape, string path, string from)
    {
        List<GraphMigration> chain = [];
        var version = from;
        while (version != shape.Version && chain.Count <= shape.Migrations.Count && shape.Migrations.FirstOrDefault(migration => migration.From == version) is { } next)
        {
            chain.Add(next);
            version = next.To;
        }

        if (version != shape.Version)
        {
            _problems.Add($"Graph '{shape.Name}' is of version '{shape.Version}', the run is of version '{from}', and no migration leads from '{version}' on: add a GraphMigration.");
            return;
        }

        _migrated.Add(path);
        foreach (var migration in chain)
        {
            Migrate(migration, path);
        }
    }

    private void Migrate(GraphMigration migration, string path)
    {
        _migrations.Add($"{path}{migration.From} -> {migration.To}");
        foreach (var (id, scope) in position.Scopes.Where(scope => ScopeAddress.PathOf(scope.Key) == path).ToArray())
        {
            var state = migration.ChangeState(JsonNode.Parse(scope.State.Utf8, documentOptions: EntryJson.DocumentOptions)!.AsObject());
            var migrated = StateDocument.Of(EntryJson.Parse(EntryJson.Write(writer => state.WriteTo(writer))));
            CheckNotRenamedInside(migration, id, scope);
            position.Scopes[id] = new ScopePosition(migrated, [.. scope.Next.Select(Rename)], scope.Last is null ? null : Rename(scope.Last), scope.Visits);
        }

        string Rename(string node) => migration.RenamedNodes.GetValueOrDefault(node, node);
    }

    /// <summary>The addresses of scopes have the names of nodes in them, and so have the keys of the calls made there.</summary>
    private void CheckNotRenamedInside(GraphMigration migration, string id, ScopePosition scope)
    {
        var node = scope.Next.Length > 1 ? scope.Last! : scope.Next[0];
        if (migration.RenamedNodes.ContainsKey(node) && position.Scopes.Keys.Any(inner => inner.StartsWith($"{id}{node}#", StringComparison.Ordinal)))
        {
            _problems.Add($"Node '{ScopeAddress.PathOf(id)}{node}' is renamed by the migration from '{migration.From}' and the run is in the middle of it: keep its name until the run has left it.");
        }
    }

    private void CheckNodes()
    {
        foreach (var path in position.Scopes.SelectMany(scope => Needed(scope.Key, scope.Value)).Distinct())
        {
            var isMigrated = _migrated.Contains(path[..(path.LastIndexOf('/') + 1)]) && prints.ContainsKey(path);
            if (!isMigrated && prints.GetValueOrDefault(path) != position.Prints.GetValueOrDefault(path))
            {
                _problems.Add($"{Describe(path)} The run stands there: run it with the code it began with, or give the graph another Version and a GraphMigration.");
            }
        }
    }

    /// <summary>The nodes a scope goes on with: the next one; before branches that which is left through them, and the first of each branch that has not begun.</summary>
    private IEnumerable<string> Needed(string id, ScopePosition scope)
    {
        var path = ScopeAddress.PathOf(id);
        if (scope.Next.Length == 1)
        {
            return scope.Next[0] == StateGraph.End ? [] : [path + scope.Next[0]];
        }

        return [path + scope.Last, .. scope.Next.Where(branch => !position.Scopes.ContainsKey($"{id}{scope.Last}#{scope.Visits + 1}>{branch}/")).Select(branch => path + branch)];
    }
}
