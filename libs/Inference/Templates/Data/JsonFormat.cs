namespace Switchyard.Inference.Templates.Data;

/// <summary>How JSON is written, as the arguments of Python's json.dumps say.</summary>
/// <param name="Indent">What one level is indented by, or null for one line.</param>
/// <param name="ItemSeparator">What stands between items.</param>
/// <param name="KeySeparator">What stands between a member's name and its value.</param>
/// <param name="IsAscii">Whether other characters are written as escapes.</param>
/// <param name="SortsKeys">Whether members are sorted by name.</param>
internal sealed record JsonFormat(string? Indent, string ItemSeparator, string KeySeparator, bool IsAscii, bool SortsKeys);
