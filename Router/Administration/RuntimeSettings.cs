using Switchyard.Router.Configuration;
using Switchyard.Router.Model;
using Switchyard.Router.Storage;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Administration;

/// <summary>The stored settings this router goes by, and what keeps it from going by them.</summary>
internal sealed partial class RuntimeSettings(
    ISettingsStore store, SettingsComposer composer, ModelRegistry registry, IConfiguration configuration, KnownProviders providers, TimeProvider time, ILogger<RuntimeSettings> logger)
{
    private readonly Lock _lock = new();
    private volatile StoredSettings _current = StoredSettings.Empty;
    private volatile string? _databaseProblem = store.IsShared ? "The database was not asked for stored settings yet." : null;
    private volatile string? _settingsProblem;
    private DateTimeOffset? _appliedAt;

    public StoredSettings Current => _current;

    /// <summary>Gets when they were taken over; <see langword="null"/> where there were none yet.</summary>
    public DateTimeOffset? AppliedAt
    {
        get
        {
            lock (_lock)
            {
                return _appliedAt;
            }
        }
    }

    /// <summary>Gets why not all that is stored is in force; <see langword="null"/> where it is.</summary>
    public string? Problem => _databaseProblem ?? _settingsProblem;

    /// <summary>Takes over <paramref name="settings"/> unless newer ones are in force.</summary>
    public void Apply(StoredSettings settings)
    {
        lock (_lock)
        {
            if (settings.Version > _current.Version)
            {
                Take(settings);
            }
        }
    }

    /// <summary>Takes over what a database says that was away or not asked before, newer or not: it may be another one.</summary>
    public void Restart(StoredSettings settings)
    {
        lock (_lock)
        {
            if (settings.Version != _current.Version)
            {
                Take(settings);
            }

            _databaseProblem = null;
        }
    }

    public void DatabaseIsAway() => _databaseProblem = "The database does not answer; the settings that were in force last still are.";

    private void Take(StoredSettings settings)
    {
        _current = settings;
        var errors = new List<string>();
        var options = composer.Compose(settings, errors);
        if (errors.Count > 0)
        {
            // A newer version of this program or a changed file can make stored settings invalid: what held before still does.
            _settingsProblem = $"The stored settings of version {settings.Version} are not in force: {string.Join(' ', errors)}";
            LogRefused(settings.Version, string.Join(' ', errors));
            return;
        }

        registry.Apply(RegistryConfigReader.Read(options, configuration, providers));
        _settingsProblem = null;
        _appliedAt = time.GetUtcNow();
        LogApplied(settings.Version, settings.Items.Length);
    }

    [LoggerMessage(EventId = EventIds.SettingsApplied, Level = LogLevel.Information, Message = "The stored settings of version {Version} are in force, {Count} of them.")]
    private partial void LogApplied(long version, int count);

    [LoggerMessage(EventId = EventIds.SettingsRefused, Level = LogLevel.Error, Message = "The stored settings of version {Version} are not in force: {Errors}")]
    private partial void LogRefused(long version, string errors);
}
