namespace Switchyard.Router.Balancing;

/// <summary>One block of a <see cref="PrefixTree"/>, in two lists: of its bucket, and of all by their use.</summary>
internal struct PrefixNode
{
    /// <summary>The block's name, which stands for all before it too.</summary>
    public ulong Name;

    /// <summary>The endpoints that were sent it.</summary>
    public ulong Sent;

    /// <summary>The endpoints that have answered a prompt with it.</summary>
    public ulong Answered;

    /// <summary>The next of the same bucket; -1 at its end.</summary>
    public int Next;

    /// <summary>The one used next after it; -1 for the newest.</summary>
    public int Newer;

    /// <summary>The one used last before it; -1 for the oldest.</summary>
    public int Older;
}
