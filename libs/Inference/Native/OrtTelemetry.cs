namespace Switchyard.Inference.Native;

/// <summary>
/// ONNX Runtime's reports to its makers. Since 1.29 its official libraries send them on Linux and macOS too, unless they are told
/// not to before they are loaded. Nothing of what is run here is told to anybody.
/// </summary>
internal static class OrtTelemetry
{
    // Read by the library when its environment is made.
    private const string DisableVariable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Keeps a library that is loaded from now on from reporting, whatever the variable was set to.</summary>
    public static void Disable() => NativeEnvironment.Set(DisableVariable, "1");
}
