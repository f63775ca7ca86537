namespace Switchyard.Cli.Chat;

/// <summary>A piece of an answer.</summary>
/// <param name="Text">The text as it goes to the terminal.</param>
/// <param name="IsRemark">Whether it is about the answer, such as a tool's call, and not part of it.</param>
internal readonly record struct ChatPiece(string Text, bool IsRemark = false);
