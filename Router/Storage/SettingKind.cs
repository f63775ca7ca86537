namespace Switchyard.Router.Storage;

/// <summary>What can be changed at run time.</summary>
internal enum SettingKind
{
    /// <summary>A provider, as <c>Router:Providers:&lt;id&gt;</c>.</summary>
    Providers,

    /// <summary>A route, as <c>Router:Routes:&lt;id&gt;</c>.</summary>
    Routes,

    /// <summary>Another name of a model, as <c>Router:Aliases:&lt;id&gt;</c>.</summary>
    Aliases,

    /// <summary>What holds where a request says nothing, as in <c>Router</c> itself; there is one, with an empty id.</summary>
    Defaults,
}
