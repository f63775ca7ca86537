using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Storage;

/// <summary>Where changes made at run time are kept.</summary>
internal interface ISettingsStore
{
    /// <summary>Gets whether they outlive this process and reach the other routers.</summary>
    bool IsShared { get; }

    /// <summary>Makes the change that <paramref name="decide"/> finds right for the settings there are; nobody else changes anything meanwhile.</summary>
    /// <returns>What there is now, or the error <paramref name="decide"/> found, and then nothing has changed.</returns>
    Task<SettingsOutcome> ChangeAsync(Func<StoredSettings, (SettingChange? Change, ApiError? Error)> decide, CancellationToken cancellationToken);

    /// <summary>Gets the newest changes older than <paramref name="before"/>, the newest first.</summary>
    Task<IReadOnlyList<ChangeRecord>> ReadChangesAsync(long before, int limit, CancellationToken cancellationToken);
}
