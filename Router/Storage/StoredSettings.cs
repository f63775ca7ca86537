using System.Collections.Immutable;

namespace Switchyard.Router.Storage;

/// <summary>All settings at one moment.</summary>
/// <param name="Version">The last change.</param>
/// <param name="Items">The settings.</param>
internal sealed record StoredSettings(long Version, ImmutableArray<StoredSetting> Items)
{
    public static StoredSettings Empty { get; } = new(0, []);

    public StoredSetting? Find(SettingKind kind, string id) => Items.FirstOrDefault(item => item.Kind == kind && item.Id == id);

    /// <summary>Makes what there is after <paramref name="change"/>.</summary>
    public StoredSettings After(SettingChange change, long version, DateTimeOffset at)
    {
        var others = Items.RemoveAll(item => item.Kind == change.Kind && item.Id == change.Id);
        return new StoredSettings(version, change.Json is { } json ? others.Add(new StoredSetting(change.Kind, change.Id, version, json, change.Secret, at, change.By)) : others);
    }
}
