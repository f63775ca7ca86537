using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Storage;

/// <summary>Keeps changes for as long as this process runs: a Router without a database.</summary>
internal sealed class MemorySettingsStore(TimeProvider time) : ISettingsStore
{
    private readonly Lock _lock = new();
    private readonly List<ChangeRecord> _changes = [];
    private StoredSettings _settings = StoredSettings.Empty;

    public bool IsShared => false;

    public Task<SettingsOutcome> ChangeAsync(Func<StoredSettings, (SettingChange? Change, ApiError? Error)> decide, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var (change, error) = decide(_settings);
            if (change is null)
            {
                return Task.FromResult(new SettingsOutcome(null, error));
            }

            var now = time.GetUtcNow();
            _settings = _settings.After(change, _changes.Count + 1, now);
            _changes.Add(new ChangeRecord(_settings.Version, change.Kind, change.Id, change.Json, change.Secret is not null, now, change.By));
            return Task.FromResult(new SettingsOutcome(_settings, null));
        }
    }

    public Task<IReadOnlyList<ChangeRecord>> ReadChangesAsync(long before, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<ChangeRecord>>([.. _changes.AsEnumerable().Reverse().Where(change => change.Version < before).Take(limit)]);
        }
    }
}
