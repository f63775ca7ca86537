using System.Text.Encodings.Web;
using System.Text.Json;

namespace Switchyard.Web.Rendering;

/// <summary>JSON as people read it: indented, and with letters as they are.</summary>
internal static class IndentedJson
{
    public static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
