namespace Switchyard.InferenceNode.Telemetry;

/// <summary>The ids of this service's log messages; an id is never used again.</summary>
internal static class EventIds
{
    public const int ModelLoaded = 4000;
    public const int ModelLoadFailed = 4001;
    public const int GenerationFailed = 4002;
    public const int TemplateFailed = 4003;
    public const int ModelRefused = 4010;
    public const int ModelUnloaded = 4011;
    public const int ModelEvicted = 4012;
    public const int ModelDisposeFailed = 4013;
    public const int ModelFolderFailed = 4014;
}
