using System.Text;

namespace Switchyard.Router.Tracing;

/// <summary>A part as it came, while its request lasts.</summary>
internal sealed class HeldPart(string role, PartKey key)
{
    public string Role => role;

    public PartKey Key => key;

    /// <summary>Gets or sets the function's name.</summary>
    public string? Name { get; set; }

    public StringBuilder Text { get; } = new();
}
