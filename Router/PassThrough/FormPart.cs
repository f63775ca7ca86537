namespace Switchyard.Router.PassThrough;

/// <summary>One part of a form, by its places in the body.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="IsFile">Whether it is a file, which has a file name.</param>
/// <param name="Start">Where its headers begin.</param>
/// <param name="ContentStart">Where its content begins.</param>
/// <param name="End">Where its content ends.</param>
internal sealed record FormPart(string Name, bool IsFile, int Start, int ContentStart, int End)
{
    /// <summary>Gets how long its content is.</summary>
    public int Length => End - ContentStart;
}
