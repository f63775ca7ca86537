namespace Switchyard.InferenceNode.Models;

/// <summary>The states' names on the wire.</summary>
internal static class StateNames
{
    public static string Of(ModelState state) => state switch
    {
        ModelState.Unloaded => "unloaded",
        ModelState.Loading => "loading",
        ModelState.Loaded => "loaded",
        ModelState.Unloading => "unloading",
        _ => "failed",
    };
}
