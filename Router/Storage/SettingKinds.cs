namespace Switchyard.Router.Storage;

/// <summary>What paths and the database call the kinds.</summary>
internal static class SettingKinds
{
    public static string NameOf(SettingKind kind) => kind switch
    {
        SettingKind.Providers => "providers",
        SettingKind.Routes => "routes",
        SettingKind.Aliases => "aliases",
        _ => "defaults",
    };

    public static SettingKind Parse(string name) => name switch
    {
        "providers" => SettingKind.Providers,
        "routes" => SettingKind.Routes,
        "aliases" => SettingKind.Aliases,
        _ => SettingKind.Defaults,
    };
}
